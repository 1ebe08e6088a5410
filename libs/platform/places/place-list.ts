import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { Injectable } from '@nestjs/common';
import { listed, type EpciKind, type ListedPlace, type PlaceLevel } from '#domain/directory/place.rules.js';

/** Of the lists that `@etalab/decoupage-administratif` has. */
export const placesYear = 2026;

interface Commune {
  code: string;
  nom: string;
  type: string;
  zone: string;
  departement: string;
  codesPostaux?: string[];
  population?: number;
}

interface Epci {
  code: string;
  nom: string;
  type: EpciKind | 'MET69';
  populationTotale?: number;
  membres: { code: string }[];
}

const locate = createRequire(import.meta.url);

/** The records of a file, one a line: it is read and parsed in pieces, between which the process does other things. */
async function* records<Kind>(file: string): AsyncGenerator<Kind, void> {
  const lines = createInterface({ input: createReadStream(locate.resolve(`@etalab/decoupage-administratif/data/${file}.json`)), crlfDelay: Infinity });
  for await (const line of lines) if (line.startsWith('{')) yield JSON.parse(line.replace(/,$/, '')) as Kind;
}

/** Equal lists of texts are kept once: many communes share theirs. */
function sharing(): (texts: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (texts) => {
    const key = texts.join();
    if (!known.has(key)) known.set(key, texts);
    return known.get(key)!;
  };
}

/** Today's communes of the 101 departments: no delegated one, no arrondissement. */
async function communes(): Promise<ListedPlace[]> {
  const shared = sharing();
  const places: ListedPlace[] = [];
  for await (const { code, nom, type, zone, departement, codesPostaux = [], population = 0 } of records<Commune>('communes')) {
    if (type === 'commune-actuelle' && zone !== 'com') places.push(listed({ code, name: nom, departments: shared([departement]), postalCodes: shared(codesPostaux), kind: null, communes: null, population }));
  }
  return places;
}

const departmentOf = (commune: string): string => commune.slice(0, commune.startsWith('97') ? 3 : 2);

/** Departments, the one with the most of these communes first. */
function departmentsOf(members: Epci['membres']): string[] {
  const count = new Map<string, number>();
  for (const { code } of members) count.set(departmentOf(code), (count.get(departmentOf(code)) ?? 0) + 1);
  return [...count.keys()].sort((one, other) => count.get(other)! - count.get(one)! || (one < other ? -1 : 1));
}

/** EPCI that tax, and the territorial establishments of Grand Paris. */
async function groupings(): Promise<ListedPlace[]> {
  const shared = sharing();
  const places: ListedPlace[] = [];
  for (const file of ['epci', 'ept']) {
    for await (const { code, nom, type, populationTotale = 0, membres } of records<Epci>(file)) {
      places.push(listed({ code, name: nom, departments: shared(departmentsOf(membres)), postalCodes: [], kind: type === 'MET69' ? 'METRO' : type, communes: membres.length, population: populationTotale }));
    }
  }
  return places;
}

/** The official lists of communes and EPCI, which come with the packages: read at the first use, once per process. */
@Injectable()
export class PlaceList {
  private readonly read = new Map<PlaceLevel, Promise<readonly ListedPlace[]>>();

  of(level: PlaceLevel): Promise<readonly ListedPlace[]> {
    const known = this.read.get(level);
    if (known !== undefined) return known;
    const places = level === 'commune' ? communes() : groupings();
    this.read.set(level, places);
    // What could not be read is read again when it is next asked for.
    places.catch(() => this.read.delete(level));
    return places;
  }
}
