"""What pages tell programs: search engines, feed readers, whoever shows a link to them."""
