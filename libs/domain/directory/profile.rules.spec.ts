import fc from 'fast-check';
import { changedParts, checkActivity, isWebAddress, profileFaults, tidyProfile, type PoleProfile, type ProfileMember } from './profile.rules.js';

const blank: PoleProfile = { description: '', website: null, contactEmail: null, showsContactEmail: false, rna: null, departmentCode: null, themes: [], regions: [], departments: [], territory: '', listed: false, members: [] };
const member = (change: Partial<ProfileMember> = {}): ProfileMember => ({ name: 'La Poste', siren: '356000000', siret: null, rna: null, legalCategory: '5510', kind: 'enterprise', ...change });
const codes = (profile: Partial<PoleProfile>): string[] => profileFaults({ ...blank, ...profile }).map(({ path, code }) => `${path}: ${code}`);

describe('profileFaults', () => {
  it('finds nothing wrong with an empty profile, nor with official numbers', () => {
    expect(codes({})).toEqual([]);
    expect(
      codes({
        website: 'https://www.pôle-laine.fr/accueil?x=1',
        contactEmail: 'bonjour@exemple.fr',
        showsContactEmail: true,
        rna: 'W2A1234567',
        departmentCode: '2A',
        regions: ['94', '01'],
        departments: ['2B', '971'],
        members: [member(), member({ siren: '418166096', siret: '41816609600051' }), member({ siren: '233500016', siret: '23350001600040' }), member({ siren: '380475558', siret: '38047555800058' }), member({ siren: null, rna: 'W2B0000001', legalCategory: '9220', kind: 'ess' })],
      }),
    ).toEqual([]);
  });

  it('takes La Poste’s establishments by the sum of their digits', () => {
    for (const siret of ['35600000000048', '35600000018723']) expect(codes({ members: [member({ siret })] })).toEqual([]);
    expect(codes({ members: [member({ siret: '35600000018724' })] })).toEqual(['members[0].siren: pole.siret-malformed']);
  });

  it.each<[string, Partial<PoleProfile>, string[]]>([
    ['a wrong key', { members: [member({ siren: '418166097' })] }, ['members[0].siren: pole.siren-malformed']],
    ['a SIRET of another SIREN', { members: [member({ siret: '41816609600051' })] }, ['members[0].siren: pole.siret-malformed']],
    ['Etalab’s sample SIRET', { members: [member({ siren: '678956443', siret: '67895644300011' })] }, ['members[0].siren: pole.siren-malformed', 'members[0].siren: pole.siret-malformed']],
    ['an RNA with a letter too far', { members: [member(), member({ siren: null, rna: 'W3512345A7' })] }, ['members[1].rna: pole.rna-malformed']],
    ['no number', { members: [member({ siren: null })] }, ['members[0].siren: pole.member-without-number']],
    ['no name, no category', { members: [member({ name: ' ', legalCategory: 'SAS' })] }, ['members[0].name: pole.member-nameless', 'members[0].legalCategory: pole.category-malformed']],
    ['one SIREN twice, by two establishments', { members: [member({ siret: '35600000000048' }), member({ siret: '35600000018723' })] }, ['members[1].siren: pole.member-twice']],
    ['one RNA twice', { members: [member({ rna: 'W351234567' }), member({ siren: null, rna: 'W351234567' })] }, ['members[1].rna: pole.member-twice']],
    ['an address to show that is not there', { showsContactEmail: true }, ['contactEmail: pole.no-email-to-show']],
    ['two addresses in one', { contactEmail: 'a@b.fr, c@d.fr' }, ['contactEmail: email.malformed']],
    ['places that are none', { regions: ['05'], departments: ['20'], departmentCode: '96' }, ['departmentCode: pole.department-unknown', 'regions: pole.region-unknown', 'departments: pole.department-unknown']],
  ])('refuses %s', (_label, profile, expected) => expect(codes(profile)).toEqual(expected));

  it('never keeps two members of one SIREN', () => {
    const sirens = ['356000000', '418166096', '233500016', '380475558'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...sirens), { maxLength: 6 }), (list) => {
        const isTwice = new Set(list).size < list.length;
        expect(codes({ members: list.map((siren) => member({ siren })) }).length > 0).toBe(isTwice);
      }),
    );
  });
});

it.each(['https://exemple.fr', 'http://a.b.exemple.fr:8080/x#y', 'https://pôle.fr'])('%s is the address of a page', (text) => expect(isWebAddress(text)).toBe(true));
it.each(['exemple.fr', 'https://exemple', 'javascript:alert(1)', 'https://moi:secret@exemple.fr', 'https://exemple.fr/a b', 'ftp://exemple.fr', `https://exemple.fr/${'x'.repeat(300)}`])('%s is none', (text) => expect(isWebAddress(text)).toBe(false));

it('tidies what was typed, and tells which parts changed', () => {
  const after = tidyProfile({ ...blank, description: ' Un pôle. ', themes: ['Laine ', 'Laine', ' ', 'Réemploi  textile'], members: [member({ name: ' La Poste ' })] });
  expect(after).toMatchObject({ description: 'Un pôle.', themes: ['Laine', 'Réemploi textile'], members: [{ name: 'La Poste' }] });
  expect(changedParts(blank, after)).toEqual(['description', 'themes', 'members']);
  expect(changedParts(after, tidyProfile(after))).toEqual([]);
});

describe('checkActivity', () => {
  const told = { active: false, since: '2026-11-01', reason: 'Le pôle a cessé ses actions.' };
  const check = (now: { active: boolean; side: 'pole' | 'officer' | null }, change: Partial<typeof told>, by: 'pole' | 'officer'): void => checkActivity(now, { ...told, ...change }, by, '2026-11-29');
  it('lets a pole say that it has stopped, and an officer too', () => {
    expect(() => check({ active: true, side: null }, {}, 'pole')).not.toThrow();
    expect(() => check({ active: true, side: 'pole' }, { since: '2026-11-29' }, 'officer')).not.toThrow();
  });
  it.each<[string, { active: boolean; side: 'pole' | 'officer' | null }, Partial<typeof told>, 'pole' | 'officer']>([
    ['pole.activity-unchanged', { active: false, side: 'pole' }, {}, 'pole'],
    ['pole.activity-in-the-future', { active: true, side: null }, { since: '2026-11-30' }, 'pole'],
    ['pole.activity-day-malformed', { active: true, side: null }, { since: '2026-02-30' }, 'pole'],
    ['pole.reason-too-short', { active: true, side: null }, { reason: ' Fini.    ' }, 'pole'],
    ['pole.told-by-officer', { active: false, side: 'officer' }, { active: true }, 'pole'],
  ])('%s', (code, now, change, by) => expect(() => check(now, change, by)).toThrow(expect.objectContaining({ code })));
});
