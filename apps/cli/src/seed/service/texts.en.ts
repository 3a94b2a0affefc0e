import type { LanguageTexts } from './topic.ts';

export const english: LanguageTexts = {
  common: {
    thanks: ['Thank you, it works again.', 'Perfect, thanks.', 'All readings are back. Thank you!', 'That was it.'],
    notes: [
      'Same depot as in spring; the radio path crosses the new cold store.',
      'They have the old housing, without the vent.',
      'Asked the lab: two weeks at present.',
      'Contract covers an exchange within 48 hours.',
    ],
    hurry: ['Any news? The auditor comes on Thursday.', 'We still wait for an answer.', 'Please look at this today.'],
  },
  topics: {
    battery: {
      article: {
        title: 'A sensor is offline: battery and radio',
        body: '## First look\n\nThe portal shows the last reading and the battery of each sensor.\n\n1. Below 2.9 V change the battery: two AA lithium cells, not alkaline ones, which freeze.\n2. Press the button for three seconds: the light blinks green when the gateway answers.\n3. No green light: move the sensor one metre away from metal and try again.\n\nReadings of up to 30 days are kept in the sensor and sent when it is back.',
      },
      subjects: ['Sensor in cold room 4 is offline', 'Two loggers stopped sending', 'No readings since last night'],
      opening:
        'One of our sensors has not sent anything since yesterday evening. The room is at -22 °C. What can we do?',
      answer: 'Please check its battery first: below 2.9 V it stops sending. The steps are in the article.',
      tried: 'The battery was at 2.7 V. We changed it, the light blinks green now.',
      solved: 'Good. The readings of the night were kept and are complete in the portal.',
    },
    gateway: {
      article: {
        title: 'Reset a gateway without losing readings',
        body: '## When\n\nSeveral sensors of one site are offline at once: look at the gateway, not at them.\n\n1. Unplug it for ten seconds. It needs three minutes to come back.\n2. Solid blue: connected. Blinking blue: no network; ask your IT for port 8883 outbound.\n3. Only if asked to: hold the reset pin for ten seconds. It forgets its network, not its sensors.\n\nSensors keep their readings meanwhile.',
      },
      subjects: ['Whole warehouse offline', 'Gateway blinks blue', 'Gateway lost after power cut'],
      opening: 'Since the power cut all sensors of the warehouse are grey in the portal, and the gateway blinks blue.',
      answer:
        'Blinking blue means that it has no network. Please restart it as described, and ask your IT for port 8883.',
      tried: 'Our firewall had been changed. With the port open it is solid blue.',
      solved: 'All 38 sensors are back, and nothing is missing in between.',
    },
    calibration: {
      article: {
        title: 'Order a calibration and what it covers',
        body: '## Once a year\n\nEach probe is calibrated at three points by our accredited laboratory (ISO 17025).\n\n- Order it in the portal under *Devices → Calibration*, by site.\n- We send exchange probes first, so that no room is without a reading.\n- The certificate is attached to the probe in the portal on the day of shipping.\n\nIt takes eight working days on average.',
      },
      subjects: ['Calibration due next month', 'Certificate for probe missing', 'How long does a calibration take?'],
      opening: 'The calibration of twelve probes is due next month. How do we order it without a gap in our records?',
      answer: 'You can order it by site in the portal; exchange probes come first, so there is no gap.',
      tried: 'Ordered. Do we get the certificates by mail, too?',
      solved: 'They are attached to each probe in the portal, and a copy was sent to you.',
    },
    alarms: {
      article: {
        title: 'Set alarm limits, delays and who is called',
        body: '## A good alarm is rare\n\n- Limits belong to the room: *Rooms → Limits*. Sensors follow.\n- A delay of 15 minutes leaves out doors that stand open while goods come in.\n- The call list is tried from the top, three minutes each, until somebody confirms.\n- Test it: *Send test alarm* calls the whole list and changes nothing.',
      },
      subjects: ['Too many alarms at night', 'Nobody was called at -12 °C', 'Change the alarm list'],
      opening: 'Last night the room was at -12 °C for an hour and nobody was called. Please tell us why.',
      answer: 'The first person on the list confirmed at 02:14. Please look at the order of the list and at the delay.',
      tried: 'We see. We changed the list and sent a test alarm, everybody was called.',
      solved: 'Good. We also lowered the delay of that room to ten minutes, as you asked.',
    },
    record: {
      article: {
        title: 'Export a gapless record for an audit',
        body: '## What auditors ask for\n\nA record per room and period with every reading, gap, alarm and who confirmed it.\n\n1. *Reports → Record*, choose rooms and period.\n2. The file is signed; its checksum is on the last page.\n3. A gap is listed with its reason. Readings that came later are marked as such.',
      },
      subjects: ['Record for an audit', 'Gap in the record of May', 'Export fails for a whole year'],
      opening: 'Our auditor asks for a gapless record of all rooms for the last year. The export stops at ninety days.',
      answer: 'Ninety days are the limit of the preview. The signed record has none: please export it as described.',
      tried: 'That gave us the file. There is a gap on 14 May, what was it?',
      solved: 'The exchange of two probes; the reason is now written at the gap, and the record is complete.',
    },
    portal: {
      article: {
        title: 'Invite a colleague to the portal',
        body: '## Who may what\n\n- *People → Invite*: an address and a role is all it takes. The link is valid for three days.\n- **Viewer** sees, **operator** confirms alarms, **site manager** sets limits.\n- Whoever leaves is disabled, not deleted: what they confirmed stays in the record.',
      },
      subjects: ['Invitation link has expired', 'New colleague needs access', 'Cannot sign in after holiday'],
      opening: 'A new colleague starts on Monday and needs access to two of our sites. How do we do that?',
      answer: 'You can invite her yourself, as a site manager for these two sites. The article shows where.',
      tried: 'She got the link, but it says that it has expired.',
      solved: 'Links are valid for three days. We sent a new one, and she has signed in.',
    },
    humidity: {
      article: {
        title: 'Humidity probes drift after condensation',
        body: '## Wet, then wrong\n\nAfter condensation a probe reads up to 4 % too high, until it has dried.\n\n1. Let it dry at room temperature for 24 hours.\n2. Compare it with a second one in the same place.\n3. Still more than 2 % apart: order an exchange, the membrane is damaged.\n\nA probe with vent (from 2024) does not need this.',
      },
      subjects: ['Humidity always at 99 %', 'Two probes differ by 6 %', 'Humidity drifts since the wash-down'],
      opening: 'After the wash-down two humidity probes in the same room differ by six per cent. Which one is right?',
      answer: 'Probably the dry one. Please let the other dry for a day and compare again.',
      tried: 'After a day they differ by five per cent still.',
      solved: 'Then its membrane is damaged. An exchange probe is on its way, with certificate.',
    },
    invoice: {
      article: {
        title: 'Find and download an invoice',
        body: '## In the portal\n\n*Company → Invoices* holds all of them, as PDF and as XML.\n\n- Change the address for invoices there, too; it counts from the next one.\n- A purchase order number is printed when it was given with the order.\n- Credit notes stand below the invoice that they belong to.',
      },
      subjects: ['Invoice with wrong address', 'Purchase order number missing', 'Invoice received twice'],
      opening: 'The last invoice lacks our purchase order number, so our accounting does not take it.',
      answer: 'We correct it. For the next ones you can enter the number in the portal.',
      tried: 'Entered. Please send the corrected one to accounting as well.',
      solved: 'The corrected invoice is in the portal and was sent to your accounting.',
    },
  },
};
