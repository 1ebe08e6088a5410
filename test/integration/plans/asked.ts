/** One way to ask for a page of a list. */
export interface Asked {
  as: 'auditor' | 'officer' | 'applicant' | 'reviewer' | 'administrator' | 'chair' | 'call-officer';
  /** `{call}`, `{pole}`… stand for ids of the seed. */
  query?: string;
  /** The index that the rows must come by; several: one of them, as the planner finds. */
  by: string | readonly string[];
  /** The seed may have none of them. */
  mayBeEmpty?: true;
  /** SQL of the cursor's values for a page in the middle of the list. */
  deep?: string;
}

const middle = (columns: string, table: string, order: string): string => `select ${columns} from ${table} order by ${order} offset (select count(*) / 2 from ${table}) limit 1`;

/** Two unique constraints begin with the agreement. */
const ofAgreement = ['instalments_agreement_id_position_key', 'instalments_agreement_id_key_key'];

/** Some thousands of dossiers at most are of one call: they come by it, in whatever order. */
const ofCall = ['applications_of_call_recent', 'applications_of_call', 'applications_number_taken'];

const recentApplications = middle('created_at::text, id', 'applications', 'created_at desc, id desc');
const recentDecisions = middle('proposed_at::text, id', 'decisions', 'proposed_at desc, id desc');
const recentAgreements = middle('drafted_at::text, id', 'agreements', 'drafted_at desc, id desc');
const recentOrders = middle('prepared_at::text, id', 'payment_orders', 'prepared_at desc, id desc');
const recentMails = middle('created_at::text, id', 'notifications', 'created_at desc, id desc');
const recentEvents = middle('recorded_at::text, id', 'events', 'recorded_at desc, id desc');

/** Every list of the API, with each of its filters, its first page and one in the middle. */
export const asked: Record<string, readonly Asked[]> = {
  '/api/applications': [
    { as: 'auditor', by: 'applications_recent' },
    { as: 'auditor', by: 'applications_recent', deep: recentApplications },
    { as: 'officer', by: 'applications_recent' },
    { as: 'officer', by: 'applications_of_call_recent', query: 'callId={call}' },
    { as: 'officer', by: 'applications_of_call_recent', query: 'callId={call}', deep: recentApplications, mayBeEmpty: true },
    { as: 'officer', by: 'applications_by_state', query: 'state=reserve' },
    { as: 'officer', by: 'applications_by_state', query: 'state=reserve', deep: recentApplications },
    { as: 'officer', by: ['applications_of_call', 'applications_of_call_recent'], query: 'callId={call}&state=reserve' },
    { as: 'officer', by: 'applications_recent', query: 'regionCode=11' },
    { as: 'officer', by: 'applications_recent', query: 'regionCode=11', deep: recentApplications },
    { as: 'officer', by: 'applications_of_track', query: 'callId={call}&track=poste', mayBeEmpty: true },
    { as: 'officer', by: 'applications_search', query: 'search={number}' },
    { as: 'officer', by: ['applications_search', 'applications_recent'], query: 'search=laine%20des%20sept%20granges' },
    { as: 'call-officer', by: ['applications_of_call_recent', 'applications_of_call', 'applications_recent'] },
    { as: 'applicant', by: 'applications_of_pole' },
    { as: 'applicant', by: 'applications_of_pole', query: 'state=submitted', mayBeEmpty: true },
  ],
  '/api/decisions': [
    { as: 'auditor', by: 'decisions_recent' },
    { as: 'chair', by: 'decisions_recent' },
    { as: 'officer', by: 'decisions_recent', deep: recentDecisions },
    { as: 'officer', by: 'decisions_of_call', query: 'callId={call}' },
    { as: 'officer', by: 'decisions_of_application', query: 'applicationId={decided}' },
    { as: 'officer', by: ['decisions_by_kind', 'decisions_recent'], query: 'kind=ineligible' },
    { as: 'officer', by: 'decisions_by_kind', query: 'kind=reserve' },
    { as: 'officer', by: 'decisions_by_kind', query: 'kind=reserve', deep: recentDecisions },
    { as: 'officer', by: 'decisions_by_state', query: 'state=confirmed' },
    { as: 'officer', by: 'decisions_search', query: 'search={number}' },
    { as: 'call-officer', by: ['decisions_of_call', 'decisions_of_application', 'decisions_recent'] },
    { as: 'applicant', by: 'decisions_of_application' },
  ],
  '/api/results': [
    { as: 'auditor', by: 'decisions_awards_released' },
    { as: 'auditor', by: 'decisions_awards_released', deep: `select min(released_at)::text, call_id from decisions where kind = 'award' and state = 'released' group by call_id order by min(released_at) desc offset 2 limit 1` },
  ],
  '/api/laureates': [
    { as: 'auditor', by: 'poles_by_folded_name' },
    { as: 'auditor', by: 'poles_by_folded_name', deep: middle('essaim_fold(name), id', 'poles', 'essaim_fold(name), id') },
    { as: 'auditor', by: 'decisions_awards_released', query: 'callId={call}' },
  ],
  '/api/assignments': [
    { as: 'officer', by: 'assignments_of_call', query: 'callId={call}' },
    { as: 'officer', by: 'assignments_of_application', query: 'callId={call}&applicationId={reviewed}' },
    { as: 'officer', by: 'assignments_of_call', query: 'callId={call}&reviewState=final' },
    { as: 'reviewer', by: 'assignments_of_reviewer' },
    { as: 'reviewer', by: 'assignments_of_reviewer', query: 'reviewState=draft' },
  ],
  '/api/calls/{call}/dossiers': [
    { as: 'officer', by: ofCall },
    { as: 'officer', by: ofCall, deep: `select number, id from applications where call_id = '{call}' order by number desc offset 50 limit 1` },
    { as: 'officer', by: ofCall, query: 'sort=number' },
    { as: 'officer', by: ofCall, query: 'sort=pole' },
    { as: 'officer', by: ofCall, query: 'sort=-silence' },
    { as: 'officer', by: ofCall, query: 'state=reserve&regionCode=11', mayBeEmpty: true },
    { as: 'officer', by: [...ofCall, 'applications_of_track'], query: 'track=poste', mayBeEmpty: true },
    { as: 'officer', by: ofCall, query: 'late=true', mayBeEmpty: true },
    { as: 'officer', by: ofCall, query: 'pending=true&sort=silence', mayBeEmpty: true },
    { as: 'officer', by: ofCall, query: 'fewerReviewersThan=3', mayBeEmpty: true },
    { as: 'officer', by: [...ofCall, 'applications_search'], query: 'search={number}' },
  ],
  '/api/calls/{call}/drafts': [{ as: 'officer', by: ofCall, mayBeEmpty: true }],
  '/api/applications/{decided}/sections/{key}/revisions': [
    { as: 'applicant', by: 'section_revisions_listed' },
    { as: 'applicant', by: 'section_revisions_listed', deep: `select saved_at::text, id from section_revisions where application_id = '{decided}' order by saved_at limit 1`, mayBeEmpty: true },
  ],
  '/api/agreements': [
    { as: 'auditor', by: 'agreements_recent' },
    { as: 'officer', by: 'agreements_recent', deep: recentAgreements },
    { as: 'officer', by: ['agreements_of_decision', 'decisions_of_call'], query: 'callId={call}' },
    { as: 'officer', by: 'agreements_by_state', query: 'state=draft' },
    { as: 'officer', by: 'applications_search', query: 'search={number}' },
    { as: 'applicant', by: 'agreements_of_decision' },
  ],
  '/api/instalments': [
    { as: 'auditor', by: 'instalments_due' },
    { as: 'officer', by: 'instalments_due', deep: middle(`coalesce(due_on, 'infinity')::text, id`, 'instalments', `coalesce(due_on, 'infinity'), id`) },
    { as: 'officer', by: ofAgreement, query: 'callId={call}' },
    { as: 'officer', by: ofAgreement, query: 'agreementId={agreement}' },
    { as: 'officer', by: 'instalments_due', query: 'dueBy=2017-12-31' },
    { as: 'applicant', by: ofAgreement },
  ],
  '/api/payment-orders': [
    { as: 'auditor', by: 'payment_orders_recent' },
    { as: 'officer', by: 'payment_orders_recent', deep: recentOrders },
    { as: 'officer', by: 'payment_orders_by_state', query: 'state=cancelled' },
    { as: 'officer', by: 'payment_orders_of_instalment', query: 'callId={call}' },
    { as: 'officer', by: 'payment_orders_of_instalment', query: 'instalmentId={instalment}' },
  ],
  '/api/loans': [
    { as: 'auditor', by: 'loans_due' },
    { as: 'auditor', by: 'loans_due', deep: middle(`coalesce(next_due_on, 'infinity')::text, id`, 'loans', `coalesce(next_due_on, 'infinity'), id`) },
    { as: 'officer', by: 'loans_due', query: 'state=late' },
    { as: 'officer', by: 'loans_due', query: 'state=running' },
    { as: 'officer', by: ['loans_due', 'loans_pkey'], query: 'state=repaid' },
    { as: 'officer', by: ['loans_one_per_award', 'loans_due'], query: 'callId={call}' },
    { as: 'officer', by: ['loans_one_per_award', 'loans_due'], query: 'applicationId={decided}' },
    { as: 'applicant', by: ['loans_one_per_award', 'loans_one_per_instalment', 'applications_of_pole'] },
  ],
  '/api/bank-accounts': [
    { as: 'auditor', by: 'bank_accounts_recent' },
    { as: 'auditor', by: 'bank_accounts_recent', deep: middle('declared_at::text, id', 'bank_accounts', 'declared_at desc, id desc') },
    { as: 'auditor', by: 'bank_accounts_declared_once', query: 'poleId={pole}' },
    { as: 'auditor', by: 'bank_accounts_unverified', query: 'verified=false' },
    { as: 'auditor', by: 'bank_accounts_recent', query: 'verified=true' },
    { as: 'applicant', by: 'bank_accounts_declared_once' },
  ],
  '/api/envelopes/{envelope}/transfers': [
    { as: 'auditor', by: 'ledger_transfers_from' },
    { as: 'auditor', by: 'ledger_transfers_from', deep: middle('id', 'ledger_transfers', 'id desc') },
    { as: 'auditor', by: 'ledger_accounts_key', query: 'nature=cp&year={year}&bucket=available' },
    { as: 'auditor', by: 'ledger_transfers_of_award', query: 'awardId={award}' },
  ],
  '/api/notifications': [
    { as: 'administrator', by: 'notifications_recent' },
    { as: 'administrator', by: 'notifications_recent', deep: recentMails },
    { as: 'administrator', by: 'notifications_by_status', query: 'status=pending', mayBeEmpty: true },
    { as: 'administrator', by: 'notifications_by_template', query: 'template=payment-executed' },
    { as: 'administrator', by: ['notifications_by_template', 'notifications_recent'], query: 'template=payment-executed', deep: recentMails },
  ],
  '/api/users': [
    { as: 'administrator', by: 'users_by_name' },
    { as: 'administrator', by: 'users_by_name', deep: middle('full_name, id', 'users', 'full_name collate "fr-x-icu", id') },
    { as: 'administrator', by: 'users_search', query: 'search=pole-77%40exemple' },
    { as: 'administrator', by: ['role_grants_of_role', 'role_grants_given_twice'], query: 'role=chair' },
  ],
  '/api/poles': [
    { as: 'officer', by: 'poles_by_name' },
    { as: 'officer', by: 'poles_by_name', deep: middle('name, id', 'poles', 'name collate "fr-x-icu", id') },
    { as: 'officer', by: 'poles_search', query: 'search={poleName}' },
    { as: 'officer', by: 'poles_of_region', query: 'regionCode=94' },
    { as: 'applicant', by: 'poles_pkey' },
  ],
  '/api/directory/poles': [
    { as: 'applicant', by: 'poles_listed' },
    { as: 'applicant', by: 'poles_listed', deep: middle('name, id', 'poles', 'name collate "fr-x-icu", id') },
    { as: 'applicant', by: 'poles_search', query: 'search={poleName}' },
    { as: 'applicant', by: ['poles_listed_of_region', 'poles_of_region'], query: 'regionCode=94' },
    { as: 'applicant', by: ['poles_listed_of_region', 'poles_of_region'], query: 'regionCode=84', deep: middle('name, id', 'poles', 'name collate "fr-x-icu", id') },
    { as: 'applicant', by: ['poles_listed_places_and_themes', 'poles_listed'], query: 'departmentCode=2B' },
    { as: 'applicant', by: ['poles_listed_places_and_themes', 'poles_listed'], query: 'theme=Textile' },
    { as: 'applicant', by: 'poles_listed', query: 'active=true' },
    { as: 'applicant', by: ['poles_listed_inactive', 'poles_listed'], query: 'active=false' },
    { as: 'applicant', by: ['poles_listed_inactive', 'poles_listed_of_region', 'poles_of_region', 'poles_listed_places_and_themes'], query: 'regionCode=94&departmentCode=2B&theme=Textile&active=false', mayBeEmpty: true },
  ],
  '/api/events': [
    { as: 'auditor', by: 'events_recent' },
    { as: 'auditor', by: 'events_recent', deep: recentEvents },
    { as: 'auditor', by: 'events_of_type', query: 'subjectType=envelope' },
    { as: 'auditor', by: 'events_subject_type_subject_id_seq_key', query: 'subjectType=application&subjectId={decided}' },
  ],
  // Tens of rows, whatever the number of dossiers: nothing to assert but that they touch no large table from end to end.
  '/api/calls': [
    { as: 'officer', by: '' },
    { as: 'officer', by: '', query: 'open=true' },
    { as: 'officer', by: '', query: 'state=published' },
    { as: 'officer', by: '', query: 'moment=over&instrument=AMI&year=2023', mayBeEmpty: true },
    { as: 'applicant', by: '', query: 'region=53&theme=laine', mayBeEmpty: true },
  ],
  '/api/calls/{call}/questions': [
    { as: 'applicant', by: '', mayBeEmpty: true },
    { as: 'officer', by: '', query: 'state=asked', mayBeEmpty: true },
  ],
  '/api/envelopes': [{ as: 'auditor', by: '' }, { as: 'auditor', by: '', query: 'search=enveloppe' }],
  '/api/roadmaps': [{ as: 'auditor', by: '', mayBeEmpty: true }],
};
