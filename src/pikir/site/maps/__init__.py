"""What machines that look through the square find at fixed addresses: maps of it, and what they are asked to leave."""
