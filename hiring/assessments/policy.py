"""Who may read and write assessments: they show what candidates have not seen yet."""

from hiring.accounts.rules import Permission, is_hr

READ_ASSESSMENTS = Permission("assessments:read", any_of=[[is_hr]], says="List and read assessments")
WRITE_ASSESSMENTS = Permission(
    "assessments:write", any_of=[[is_hr]], says="Make, edit, publish and retire assessments"
)
