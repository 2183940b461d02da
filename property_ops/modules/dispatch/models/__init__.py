from property_ops.modules.dispatch.models.board import BoardChange, PlaceClosure
from property_ops.modules.dispatch.models.crew import Crew, CrewLeave, CrewMember, CrewShift, CrewSkill
from property_ops.modules.dispatch.models.visit import Visit

__all__ = [
    "BoardChange",
    "Crew",
    "CrewLeave",
    "CrewMember",
    "CrewShift",
    "CrewSkill",
    "PlaceClosure",
    "Visit",
]
