"""What every test stands on: settings, people, a real square, a real browser."""
