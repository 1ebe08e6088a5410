import { Injectable } from '@nestjs/common';
import { findPlaces, placesOf, type Place, type PlaceLevel } from '#domain/directory/place.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { PlaceList, placesYear } from '#platform/places/place-list.js';
import { Pace } from './pace.js';

export interface FoundPlaces {
  /** Of which year the list is. */
  year: number;
  places: readonly Place[];
}

/** How often one person may look up: a form asks after a pause in the typing, and once for all the codes of a page. */
const perMinute = 120;

/** Looks communes and EPCI up in the official lists that this process has. */
@Injectable()
export class PlaceService {
  private readonly pace = new Pace(perMinute);

  constructor(private readonly list: PlaceList) {}

  /** The few that `search` may mean, the best first; with `codes`, those that have one of them. Undefined: this person asks too often. */
  async find(actor: Actor, level: PlaceLevel, { search, codes }: { search: string; codes?: readonly string[] | undefined }): Promise<FoundPlaces | undefined> {
    if (!this.pace.allows(actor.userId)) return undefined;
    const places = await this.list.of(level);
    return { year: placesYear, places: codes === undefined ? findPlaces(places, search) : placesOf(places, codes) };
  }
}
