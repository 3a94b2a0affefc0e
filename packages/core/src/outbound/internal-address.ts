import { BlockList, isIPv6 } from 'node:net';

/** Everything that is not the open internet, by the special-purpose registries of IANA (RFC 6890 and its successors). */
const internalIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const;

/** The open part of IPv6; all else (loopback, link-local, unique local, multicast, mapped, NAT64) is refused. */
const globalIpv6 = '2000::/3';

/** Within the open part: Teredo and its neighbours, documentation, and 6to4, which carries an IPv4 address inside. */
const internalIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const;

const refusedIpv4 = ranges(internalIpv4, 'ipv4');
const refusedIpv6 = ranges(internalIpv6, 'ipv6');
const openIpv6 = ranges([globalIpv6], 'ipv6');

/** Whether an IP address leads anywhere but to the open internet: to this machine, its network, or its cloud's metadata. */
export function isInternalAddress(address: string): boolean {
  if (!isIPv6(address)) return refusedIpv4.check(address, 'ipv4');
  return !openIpv6.check(address, 'ipv6') || refusedIpv6.check(address, 'ipv6');
}

function ranges(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
