"""What a neighbour may use of meetings, and what the pages of meetings use."""

from property_ops.modules.meetings.models import Meeting, MeetingKind
from property_ops.modules.meetings.services.meetings import MeetingCall, call_meeting

__all__ = ["Meeting", "MeetingCall", "MeetingKind", "call_meeting"]
