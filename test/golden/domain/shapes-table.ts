/** The 32 shapes of the survey: name, then the cases at their edges in the invented pack and in packs that were read. */
export const SHAPES: readonly [
  number: number,
  name: string,
  cases: Readonly<Record<string, readonly string[]>>,
][] = [
  [
    1,
    'flat-if',
    {
      'demo-city': [
        's01-job-12-months',
        's01-job-11-months',
        's01-job-unknown',
        's01-child-15',
        's01-child-16',
      ],
      'nb-2022-10': ['employed-12-months', 'employed-11-months'],
      'beilun-2021': ['children-registered', 'children-one-missing', 'children-none'],
    },
  ],
  [
    2,
    'lookup, highest only',
    {
      'demo-city': ['s02-bachelor-and-associate', 's02-title-and-level', 's02-no-certificate'],
      'zj-2022': ['age-35', 'age-58'],
      'beilun-2021': ['education-highest', 'education-highschool'],
    },
  ],
  [
    3,
    'best of several indicators',
    { 'demo-city': ['s03-skill-higher', 's03-education-higher'], 'yuyao-2021': ['job-best'] },
  ],
  [
    4,
    "applicant's choice",
    { 'demo-city': ['s04-chooses-own', 's04-chooses-rent', 's04-rule-party', 's04-rule-grassroots'] },
  ],
  [
    5,
    'per unit, whole units, cap',
    {
      'demo-city': [
        's05-insured-59',
        's05-insured-60',
        's05-insured-61',
        's05-permit-5-months',
        's05-permit-half-year',
      ],
      'zj-2022': [
        'edge-insured-35',
        'edge-insured-36',
        'edge-insured-59',
        'edge-insured-60',
        'edge-registered-119',
        'edge-registered-120',
      ],
    },
  ],
  [
    6,
    'per unit pro rata',
    { 'demo-city': ['s06-pension-7-months', 's06-pension-12-months', 's06-days-100', 's06-days-365'] },
  ],
  [
    7,
    'threshold, then per unit',
    {
      'demo-city': [
        's07-hours-49',
        's07-hours-50',
        's07-hours-59',
        's07-hours-60',
        's07-tenure-12',
        's07-tenure-13',
      ],
      'yuyao-2021': ['job-12-months', 'job-13-months', 'job-32-months', 'job-33-months'],
      'yongkang-2023': ['tax-company-below', 'tax-company-at', 'tax-company-next'],
    },
  ],
  [
    8,
    'banded on a number',
    {
      'demo-city': [
        's08-tax-9999999',
        's08-tax-10000000',
        's08-tax-29999999',
        's08-tax-30000000',
        's08-tax-100000000',
      ],
      'yongkang-2023': ['age-20', 'age-21', 'age-25', 'age-26', 'age-55', 'age-56', 'age-60', 'age-61'],
    },
  ],
  [
    9,
    'linear in age',
    {
      'demo-city': [
        's09-age-17',
        's09-age-18',
        's09-age-40',
        's09-age-41',
        's09-age-49',
        's09-age-50',
        's09-age-51',
      ],
      'zj-2022': ['edge-age-40', 'edge-age-41', 'edge-age-54', 'edge-age-55', 'edge-age-60', 'edge-age-61'],
    },
  ],
  [
    10,
    'rate plus step bonus',
    {
      'demo-city': [
        's10-registered-35',
        's10-registered-36',
        's10-registered-59',
        's10-registered-60',
        's10-registered-120',
      ],
      'beilun-2021': [
        'residence-35-months',
        'residence-36-months',
        'residence-119-months',
        'residence-120-months',
        'residence-121-months',
      ],
    },
  ],
  [
    11,
    'sum under a joint cap',
    {
      'demo-city': ['s11-blood-below', 's11-blood-at', 's11-blood-over', 's11-group-cap'],
      'yongkang-2023': ['permit-under-cap', 'permit-joint-cap', 'permit-over-cap'],
    },
  ],
  [
    12,
    'caps a year and in all',
    { 'demo-city': ['s12-year-two', 's12-year-three', 's12-two-years', 's12-total-cap'] },
  ],
  [
    13,
    'count in a window',
    {
      'demo-city': [
        's13-donation-day-before',
        's13-donation-first-day',
        's13-donation-last-day',
        's13-donation-day-after',
        's13-penalty-in',
        's13-penalty-out',
      ],
    },
  ],
  [14, 'level table', { 'demo-city': ['s14-hero-levels', 's14-hero-national', 's14-hero-old'] }],
  [
    15,
    'escalating by ordinal',
    { 'demo-city': ['s15-drugs-0', 's15-drugs-1', 's15-drugs-3', 's15-drugs-4', 's15-drugs-5'] },
  ],
  [
    16,
    'continuous and cumulative spans',
    {
      'demo-city': [
        's16-back-paid',
        's16-transferred',
        's16-reset',
        's16-overlap-once',
        's16-exclude',
        's16-tolerate-30',
        's16-tolerate-31',
        's16-unbroken-one-missing',
        's16-unbroken-two-missing',
      ],
      'yuyao-2021': ['insurance-broken', 'insurance-back-paid', 'permit-unbroken', 'permit-late'],
    },
  ],
  [
    17,
    'scope of areas and persons',
    {
      'demo-city': [
        's17-either-spouse',
        's17-spouse-only',
        's17-no-spouse',
        's17-both',
        's17-both-add',
        's17-minor-15',
        's17-minor-16',
      ],
    },
  ],
  [
    18,
    'shared asset',
    {
      'demo-city': [
        's18-alone',
        's18-alone-first',
        's18-third-of-three',
        's18-first-of-three',
        's18-three-thirds',
      ],
      'yongkang-2023': ['patent-shared', 'patent-first', 'patent-alone'],
    },
  ],
  [
    19,
    'gate before scoring',
    {
      'demo-city': [
        's19-permit-last-day',
        's19-permit-lapsed',
        's19-hukou-insured-11',
        's19-hukou-insured-12',
        's19-volunteer-inactive',
        's19-volunteer-active',
      ],
      'beilun-2021': ['volunteer-inactive', 'volunteer-active'],
    },
  ],
  [
    20,
    'deduction',
    { 'demo-city': ['s20-penalty-once', 's20-penalty-cap', 's20-complete', 's20-never-below-zero'] },
  ],
  [21, 'deduction replacing an indicator', { 'demo-city': ['s21-false-papers', 's21-false-papers-over'] }],
  [22, 'freeze', { 'demo-city': ['s22-frozen', 's22-thawed'] }],
  [
    23,
    'veto',
    {
      'demo-city': ['s23-serious-crime', 's23-takes-all', 's23-banned', 's23-ordinary-crime', 's23-unknown'],
    },
  ],
  [24, 'rule of a purpose', { 'demo-city': ['s24-detention-hukou', 's24-award-school'] }],
  [25, 'quota-limited award', { 'demo-city': ['s25-one-giver-cap', 's25-two-givers'] }],
  [26, 'seasonal', { 'demo-city': ['s26-day-before', 's26-first-day', 's26-last-day', 's26-day-after'] }],
  [27, 'layer and total caps', { 'demo-city': ['s27-province-cap', 's27-county-cap', 's27-total-cap'] }],
  [
    28,
    'base for taking part',
    {
      'demo-city': ['s28-applied', 's28-applied-tomorrow'],
      'yongkang-2023': ['base-applied', 'base-not-yet', 'base-lapsed'],
    },
  ],
  [
    29,
    'several departments',
    { 'demo-city': ['s29-any-of-three', 's29-highest', 's29-agree', 's29-disagree', 's29-sum'] },
  ],
  [30, 'family', { 'demo-city': ['s30-not-added', 's30-other-member'] }],
  [
    31,
    'decay by itself',
    { 'demo-city': ['s31-birthday-eve', 's31-birthday', 's31-permit-lapses', 's31-window-rolls-off'] },
  ],
  [
    32,
    'outside yearly list',
    { 'demo-city': ['s32-listed', 's32-not-listed', 's32-next-year'], 'yuyao-2021': ['shortage-no-list'] },
  ],
]
