/**
 * Techniques of MITRE ATT&CK that mean the same for an office share one text. Key: the technique whose text it is;
 * value: those that borrow it. Ids of version 18; older ids that rules still carry stand beside them.
 */
const families: Readonly<Record<string, string>> = {
  T1059: 'T1106 T1129 T1569 T1047 T1072 T1609 T1559 T1651',
  T1218: 'T1202 T1127 T1216 T1220 T1197 T1221',
  T1685: 'T1562 T1553 T1211 T1489 T1484 T1601 T1647 T1687 T1688 T1689 T1690',
  T1003: 'T1552 T1555 T1558 T1556 T1649 T1187 T1557 T1040 T1056 T1539 T1528 T1606 T1212 T1207 T1111 T1621',
  T1190: 'T1210 T1133 T1068 T1203 T1189 T1505 T1595 T1611 T1200 T1195 T1199 T1583 T1584 T1587 T1588 T1608',
  T1574: 'T1036 T1564 T1014 T1542 T1554 T1678',
  T1027: 'T1140 T1620 T1622 T1497 T1480 T1006',
  T1078: 'T1550 T1586 T1589 T1185 T1535',
  T1110: 'T1201 T1598',
  T1548: 'T1134',
  T1021: 'T1570 T1080 T1091 T1534 T1563',
  T1112: 'T1222 T1599 T1578 T1600 T1666',
  T1547: 'T1546 T1037 T1137 T1176 T1653 T1525 T1668 T1671',
  T1071: 'T1090 T1102 T1571 T1572 T1573 T1095 T1568 T1132 T1001 T1008 T1104 T1205 T1665 T1092',
  T1204: 'T1566 T1674',
  T1070: 'T1565',
  T1098: 'T1136 T1531',
  T1087:
    'T1082 T1033 T1083 T1046 T1069 T1518 T1016 T1018 T1049 T1057 T1012 T1007 T1482 T1217 T1615 T1120 T1124 T1010 T1135 T1580 T1526 T1614 T1538 T1613 T1619 T1590 T1591 T1592 T1593 T1594 T1596 T1597 T1652 T1654 T1673 T1680',
  T1486: 'T1490 T1485 T1561 T1667',
  T1496: 'T1498 T1499 T1529 T1491 T1495 T1657',
  T1567: 'T1048 T1041 T1020 T1537 T1029 T1030 T1011 T1052',
  T1005: 'T1560 T1074 T1039 T1213 T1114 T1119 T1530 T1025 T1602',
  T1113: 'T1115 T1123 T1125',
}

const owner: ReadonlyMap<string, string> = new Map(
  Object.entries(families).flatMap(([id, others]) => others.split(' ').map((other) => [other, id] as const)),
)

/** What a tactic most often means for an office, for findings whose technique nobody named or knows. */
const byTactic: Readonly<Record<string, string>> = {
  reconnaissance: 'T1087',
  'resource-development': 'T1190',
  'initial-access': 'T1190',
  execution: 'T1059',
  persistence: 'T1547',
  'privilege-escalation': 'T1548',
  'defense-evasion': 'T1574',
  stealth: 'T1574',
  'defense-impairment': 'T1685',
  'credential-access': 'T1003',
  discovery: 'T1087',
  'lateral-movement': 'T1021',
  collection: 'T1005',
  'command-and-control': 'T1071',
  exfiltration: 'T1567',
  impact: 'T1486',
}

/**
 * Catalogue prefixes for a technique (`T1059.001`) and tactic (`execution`), most specific first: the sub-technique,
 * the technique, the one whose text it shares, what its tactic usually means. Pure.
 */
export const techniqueKeys = (technique: string, tactic: string): string[] => {
  const parent = technique.split('.')[0] ?? ''
  const ids = [technique.replace('.', '_'), parent, owner.get(parent), byTactic[tactic]]
  return [...new Set(ids.filter((id) => id !== undefined && id !== ''))].map((id) => `technique.${id}`)
}
