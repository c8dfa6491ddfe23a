"""What a call of one's own refuses, in words for its writer."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from practice.own_call.findings import Finding


class WrittenElsewhere(Conflict):
    """Another page saved in between; `stored` is what it saved, and nothing was overwritten."""

    code = "stale"

    def __init__(self, stored: Mapping[str, str], revision: int) -> None:
        super().__init__(
            _("This was changed on another page in the meantime. Both texts stand below.")
        )
        self.stored = stored
        self.revision = revision


class IsChecked(Conflict):
    """The call is no draft any more."""

    code = "checked"

    def __init__(self) -> None:
        super().__init__(_("This call is ready already. Nothing was changed."))


class NotYet(Conflict):
    """The seats come in their order: written, heard, played."""

    code = "not_yet"


class OtherWords(Conflict):
    """The words that were read are not those that stand there now."""

    code = "other_words"

    def __init__(self) -> None:
        super().__init__(_("This went on in another tab. Here is where it stands now."))


class DraftIsOpen(Conflict):
    """There is one draft a person."""

    code = "draft_is_open"

    def __init__(self) -> None:
        super().__init__(_("Another call of yours is a draft. Finish or delete that one first."))


class Sealed(Conflict):
    """The key that sealed the words is not here."""

    code = "sealed"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This cannot be opened here at the moment: its key is missing. Your operator can "
                "bring it back."
            )
        )


class NotWhole(InvalidInput):
    """Something is not written yet; `steps` say where."""

    code = "not_whole"

    def __init__(self, steps: tuple[str, ...]) -> None:
        super().__init__(_("The call is not whole yet. The steps below still want a word."))
        self.steps = steps


class PointsToSomebody(InvalidInput):
    """Parts of the text may point to a person; `findings` are those that still stand."""

    code = "points_to_somebody"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(_("Some words may point to a real person. Look at them below."))
        self.findings = findings
