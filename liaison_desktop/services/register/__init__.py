"""Areas, households, residents and contact cards."""
