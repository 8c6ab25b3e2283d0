"""The two doors of the program: the desk for this machine, the room for the phones on its network.

Works with any two WSGI applications and knows nothing of what they do. It keeps no access log: addresses of the
anonymous questions must stand in none, so requests are only counted.
"""
