/* Measures a document of a book as it stands: what reaches beyond the room it has. A space that hangs at the end of a
 * line is no fault. The room is the window where a document stands alone (`beside`); in a reader it is the column, and
 * nothing may be longer than that (`wider`). In vertical lines height takes the place of width. */
const named = part => `${part.localName}#${part.id}.${part.className} ${part.textContent.trim().slice(0, 20)}`
const isVertical = page => page.defaultView.getComputedStyle(page.body).writingMode.startsWith('vertical')

const overreaching = (page, isOut) => {
    const out = []
    const rects = thing => [...thing.getClientRects()].filter(box => box.width > 0 && box.height > 0)
    for (const part of page.body.querySelectorAll('*')) {
        const { display } = page.defaultView.getComputedStyle(part)
        if (!/^(inline|ruby|contents)/.test(display) || part.localName === 'img')
            if (rects(part).some(isOut)) out.push(named(part))
    }
    const words = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
    while (words.nextNode()) {
        const { currentNode } = words
        const range = page.createRange()
        range.selectNodeContents(currentNode)
        if (!rects(range).some(isOut)) continue
        for (let at = 0; at < currentNode.length; at++) {
            range.setStart(currentNode, at)
            range.setEnd(currentNode, at + 1)
            if (currentNode.data[at].trim() && rects(range).some(isOut)) {
                out.push(`text of ${named(currentNode.parentElement)}`)
                break
            }
        }
    }
    return out
}

const beside = page => {
    const { innerWidth, innerHeight } = page.defaultView
    return overreaching(page, isVertical(page)
        ? box => box.top < -1 || box.bottom > innerHeight + 1 : box => box.left < -1 || box.right > innerWidth + 1)
}

/* A reader's columns follow each other at even steps; a box starts and ends in the same one. */
const acrossColumns = page => {
    const { defaultView, documentElement, body } = page
    const root = [documentElement, body].find(each => defaultView.getComputedStyle(each).columnWidth !== 'auto')
    const style = defaultView.getComputedStyle(root)
    const vertical = isVertical(page)
    const [before, after] = vertical ? [style.paddingTop, style.paddingBottom] : [style.paddingLeft, style.paddingRight]
    const edge = root.getBoundingClientRect()
    const from = parseFloat(before) + (vertical ? edge.top : edge.left)
    const gap = parseFloat(style.columnGap)
    const room = (vertical ? root.clientHeight : root.clientWidth) - parseFloat(before) - parseFloat(after)
    const columns = Math.max(1, Math.floor((room + gap) / (parseFloat(style.columnWidth) + gap)))
    const column = (room + gap) / columns - gap
    const step = column + gap
    return overreaching(page, box => {
        const start = (vertical ? box.top : box.left) - from
        const into = start - Math.floor((start + 1) / step) * step
        return into + (vertical ? box.height : box.width) > column + 1
    })
}

/* The least contrast of words with a page of one colour, and the words. */
const faintest = (page, ground) => {
    const linear = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    const luminance = colour => {
        const [red, green, blue] = colour.match(/[\d.]+/g).map(part => linear(part / 255))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const paper = luminance(ground)
    let found = [21, '']
    for (const part of page.body.querySelectorAll('*')) {
        const ink = luminance(page.defaultView.getComputedStyle(part).color)
        const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)
        if (part.textContent.trim() && ratio < found[0]) found = [ratio, named(part)]
    }
    return found
}
