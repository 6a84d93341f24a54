"""Which IP addresses are out there for everybody: none of this machine, its network or who runs it. Pure."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# All of IPv6 that is given out for machines that the whole network reaches.
GIVEN_OUT = IPv6Network("2000::/3")
# Where an IPv4 address is written into one of IPv6, for networks that know only the latter.
TRANSLATED = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whatever is no IP address is not."""
    try:
        return _is_public(ip_address(address))
    except ValueError:
        return False


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    if ip.ipv4_mapped:
        return _is_public(ip.ipv4_mapped)
    if ip in TRANSLATED:
        return _is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    inside = [ip.sixtofour, *(ip.teredo or ())]
    return ip in GIVEN_OUT and ip.is_global and not ip.is_multicast and all(_is_public(v4) for v4 in inside if v4)
