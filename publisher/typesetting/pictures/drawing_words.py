"""Which words of SVG may be printed: elements, attributes and properties, in tables. It judges no drawing.

What stands in no table is left out where a drawing program writes it for itself, and refused where a part of the
drawing would be missing or something would be fetched or run. Source: SVG 2, chapters 5 to 15; CSS Masking; Filter
Effects.
"""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"

SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image", "use"}
TEXTS = {"text", "tspan", "textPath", "title", "desc", "style"}  # what may hold words
_CONTAINERS = {"svg", "g", "defs", "symbol", "switch", "clipPath", "mask", "pattern", "marker"}
_PAINTS = {"linearGradient", "radialGradient", "stop"}
_FILTERS = {"filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix"}
_FILTERS |= {
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
}
_FILTERS |= {
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
}
_FILTERS |= {"feSpecularLighting", "feSpotLight", "feTile", "feTurbulence"}
ELEMENTS = frozenset(SHAPES | TEXTS | _CONTAINERS | _PAINTS | _FILTERS)

# Left out without a word: notes of a program to itself, ways of looking, links (what they hold is kept).
DROPPED = frozenset({"metadata", "view", "cursor", "color-profile"})
UNWRAPPED = frozenset({"a"})

PROPERTIES = _listed(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters "
    "color-rendering direction display dominant-baseline enable-background fill fill-opacity fill-rule filter "
    "flood-color flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust "
    "font-stretch font-style font-variant font-variant-caps font-variant-ligatures font-weight image-rendering "
    "isolation letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-type "
    "mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width "
    "text-align text-anchor text-decoration text-orientation text-rendering transform transform-box transform-origin "
    "unicode-bidi vector-effect visibility white-space word-spacing writing-mode"
)
ATTRIBUTES = PROPERTIES | _listed(
    "id class style lang x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height viewBox preserveAspectRatio d points "
    "pathLength transform offset gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits "
    "patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient "
    "dx dy rotate textLength lengthAdjust startOffset method spacing side version role aria-label aria-hidden "
    "requiredExtensions systemLanguage "
    "filterUnits primitiveUnits in in2 result mode type values tableValues slope intercept amplitude exponent operator "
    "k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale "
    "diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ z azimuth "
    "elevation radius stdDeviation scale xChannelSelector yChannelSelector baseFrequency numOctaves seed "
    "stitchTiles"
)
# Of a CSS value or a presentation attribute; url( is looked at apart.
FUNCTIONS = _listed(
    "url rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx skewy calc rect "
    "blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia icc-color"
)
