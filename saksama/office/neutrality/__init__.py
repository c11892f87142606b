"""Neutrality of civil servants, village officials, army and police: cases, their hand-over, and awareness meetings."""
