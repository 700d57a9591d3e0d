"""Did it help? Absence before and after each measure and contact, and measures of one kind beside pupils without it."""
