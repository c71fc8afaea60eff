"""What texts and projects say of their authors to contributors, and to what pages show of them."""
