"""The pictures of an issue: checked before any layout, cleaned, turned upright and made to the measure of an edition.

`gathering` finds and numbers them and keeps the budget. `darkroom` is the process in which each is made, by
`development`: `raster` develops photographs and is the only module here that knows Pillow, `packing` takes what is no
picture out of a file, `drawing` and its neighbours clean SVG.
"""

from publisher.typesetting.pictures.gathering import (
    COVER_HREF,
    Picture,
    cover_artwork,
    house_pictures,
    pictures_of,
    turned,
)

__all__ = ["COVER_HREF", "Picture", "cover_artwork", "house_pictures", "pictures_of", "turned"]
