"""Some of the town have shown a document, answered a letter or confirmed an address."""

from typing import Any

from pikir.accounts.access import Viewer
from pikir.accounts.attestations import actions
from pikir.accounts.attestations.blind import blind_number, blind_reference
from pikir.accounts.attestations.files import HEADER, Row, Sheet
from pikir.accounts.attestations.kinds import COUNTRY, Adapter, Paper
from pikir.accounts.models import Attestation
from pikir.places.models import id_of


def verify(voices: dict[str, Any], viewers: dict[str, Viewer]) -> None:
    """Attest those whom ``voices`` names; the letters of all others still wait for an answer."""
    codes = iter(_letters(voices["register"], voices["houses"], voices["territory"]))
    for row in voices["voice"]:
        viewer = viewers[row["handle"]]
        if row["way"] == Adapter.LETTER:
            made = actions.use_code(actor=viewer, code=next(codes))
        elif row["way"] == Adapter.DESK:
            made = _seen(viewer, voices["territory"])
        else:
            made = actions.attest_address(actor=viewer)
        if row.get("shown"):
            actions.show(actor=viewer, attestation_id=made.id, shown=True)


def _letters(source: str, houses: int, territory: str) -> list[str]:
    numbers = [f"{source} {number:04}" for number in range(1, houses + 1)]
    rows = [Row(blind_reference(source, number), territory, [number, territory]) for number in numbers]
    _register, codes = actions.add_register(actor=None, source=source, sheet=Sheet(list(HEADER), rows))
    return codes


def _seen(viewer: Viewer, territory: str) -> Attestation:
    number = f"demo {viewer.handle}"
    proof = actions.Proof(
        blind=blind_number(Paper.NUMBER, COUNTRY, number), adapter=Adapter.DESK, territory_id=id_of(territory)
    )
    return actions.attest(account_id=viewer.account_id or 0, proof=proof, actor=None)
