"""The picture desk in the admin: what pictures lack, worst first, to be mended one after another."""
