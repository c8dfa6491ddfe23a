"""The customer's face: what brows, eyes, mouth and head do for a feeling, as numbers and paths.

Pure: valence (unpleasant −1 … pleasant 1) and arousal (calm −1 … stirred 1) decide everything, so
quizzes, lessons and role-plays show the same face for the same feeling. The component
`components/_face.html` draws it; `described` says the same in words, features only, so that a
question about the feeling gives nothing away.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

LEFT_EYE, RIGHT_EYE, EYE_LINE = 43.0, 77.0, 60.0
BROW_LINE, MOUTH_LINE, MIDDLE = 43.0, 86.0, 60.0


@dataclass(frozen=True)
class Face:
    """A face on a square of 120 by 120."""

    inner_brow: float  # how far the inner end stands above its rest
    outer_brow: float
    drawn: float  # how far the brows come together
    upper_lid: float  # how far each lid stands from the middle of the eye
    lower_lid: float
    gaze: float  # how far down the eyes look
    corners: float  # how far the corners of the mouth stand above its middle
    opening: float
    half_width: float
    tilt: float  # degrees

    @property
    def brows(self) -> str:
        """Return the path of both brows."""
        outer, inner = BROW_LINE - self.outer_brow, BROW_LINE - self.inner_brow
        arch = (outer + inner) / 2 - 4 + self.drawn / 2
        left, right = LEFT_EYE, RIGHT_EYE
        near = 8.5 + self.drawn
        return (
            f"M{left - 11:.1f} {outer:.1f}Q{left - 1:.1f} {arch:.1f} {left + near:.1f} {inner:.1f}"
            f"M{right + 11:.1f} {outer:.1f}Q{right + 1:.1f} {arch:.1f} "
            f"{right - near:.1f} {inner:.1f}"
        )

    @property
    def eyes(self) -> str:
        """Return the path of both eyes."""
        below = EYE_LINE + 1.9 * self.lower_lid
        return "".join(
            f"{lid}Q{middle:.1f} {below:.1f} {middle - 10:.1f} {EYE_LINE:.1f}Z"
            for lid, middle in zip(self._upper_lids, (LEFT_EYE, RIGHT_EYE), strict=True)
        )

    @property
    def lids(self) -> str:
        """Return the path of both upper lids."""
        return "".join(self._upper_lids)

    @property
    def _upper_lids(self) -> list[str]:
        top = EYE_LINE - 1.9 * self.upper_lid
        return [
            f"M{middle - 10:.1f} {EYE_LINE:.1f}Q{middle:.1f} {top:.1f} {middle + 10:.1f} "
            f"{EYE_LINE:.1f}"
            for middle in (LEFT_EYE, RIGHT_EYE)
        ]

    @property
    def pupils(self) -> list[dict[str, str]]:
        """Return both pupils; lids that come down cover them."""
        half = (self.upper_lid + self.lower_lid) * 0.95 / 2
        middle = EYE_LINE + (self.lower_lid - self.upper_lid) * 0.95 / 2
        high = min(4.6, max(0.6, half * 0.92))
        down = min(self.gaze, max(0.0, half - high))
        return [
            {"cx": f"{eye:.1f}", "cy": f"{middle + down:.1f}", "ry": f"{high:.1f}"}
            for eye in (LEFT_EYE, RIGHT_EYE)
        ]

    @property
    def mouth(self) -> str:
        """Return the path of the mouth; an open one has two lips."""
        corner = MOUTH_LINE - self.corners
        upper = MOUTH_LINE + self.corners * 1.25 - self.opening * 0.45
        lower = upper + self.opening * 2
        start, end = MIDDLE - self.half_width, MIDDLE + self.half_width
        return (
            f"M{start:.1f} {corner:.1f}Q{MIDDLE:.1f} {upper:.1f} {end:.1f} {corner:.1f}"
            f"Q{MIDDLE:.1f} {lower:.1f} {start:.1f} {corner:.1f}Z"
        )

    @property
    def turn(self) -> str:
        """Return how the head leans."""
        return f"rotate({self.tilt:.1f} 60 100)"


def face_of(valence: float, arousal: float) -> Face:
    """Return the face of a feeling; values beyond −1 … 1 count as the nearest end."""
    pleasant, unpleasant = _split(valence)
    stirred, calm = _split(arousal)
    angry = unpleasant * min(1.0, 1.5 * stirred)
    sunk = unpleasant * max(0.0, 1 - 1.7 * stirred)
    lifted = stirred * (1 - unpleasant)
    return Face(
        inner_brow=7 * lifted + 6 * sunk - 8 * angry + pleasant,
        outer_brow=6 * lifted - 3 * sunk + 3 * angry + pleasant,
        drawn=3.5 * angry + sunk,
        upper_lid=5.6 + 3.4 * stirred - 3.2 * calm - 2.2 * angry,
        lower_lid=5.2 + 2.4 * stirred - 1.4 * calm - 2.8 * pleasant * (1 - 0.5 * stirred) - angry,
        gaze=2.4 * unpleasant * calm,
        corners=6.5 * (pleasant - unpleasant),
        opening=(10 * lifted + 6.5 * angry) * stirred,
        half_width=15 + 5 * pleasant + 2 * angry - 5 * stirred * (1 - pleasant - unpleasant),
        tilt=4 * unpleasant * calm + 2 * sunk - 4 * pleasant * calm,
    )


def _split(value: float) -> tuple[float, float]:
    """Return how far a value stands above 0, and how far below."""
    value = max(-1.0, min(1.0, float(value)))
    return max(0.0, value), max(0.0, -value)


def described(face: Face) -> str:
    """Return the face in words: what one sees, not what it means."""
    return _("A drawn face: %(brows)s, %(eyes)s, %(mouth)s.") % {
        "brows": _brows_in_words(face),
        "eyes": _eyes_in_words(face),
        "mouth": _mouth_in_words(face),
    }


def _brows_in_words(face: Face) -> str:
    if face.inner_brow < -2:
        return _("brows lowered and drawn together")
    if face.inner_brow - face.outer_brow > 3:
        return _("inner ends of the brows raised")
    return _("brows raised") if face.inner_brow > 3 else _("brows at rest")


def _eyes_in_words(face: Face) -> str:
    if face.upper_lid > 7:
        return _("eyes wide")
    return _("eyes half closed") if face.upper_lid < 4 else _("eyes open")


def _mouth_in_words(face: Face) -> str:
    is_open = face.opening > 2.5
    if face.corners > 1.5:
        return _("mouth open in a smile") if is_open else _("a closed smile")
    if face.corners < -1.5:
        if is_open:
            return _("mouth open with its corners down")
        return _("corners of the mouth down")
    return _("mouth open") if is_open else _("mouth straight")
