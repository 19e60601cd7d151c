"""What belongs to an event: from triggers and mentions to drafts with parties, place, date, amounts and status."""
