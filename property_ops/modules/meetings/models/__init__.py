from property_ops.modules.meetings.models.meeting import Attendance, Meeting, MeetingKind, MeetingMinutes, Opinion

__all__ = ["Attendance", "Meeting", "MeetingKind", "MeetingMinutes", "Opinion"]
