import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { DecisionKind } from '#domain/decisions/decision.rules.js';
import { LetterQueries } from '#features/decisions/letter.queries.js';
import { Public } from '#api/http/actor.js';
import { PublicLetterDto } from './decision.dto.js';

const labels: Record<DecisionKind, string> = {
  award: 'Attribution d’une subvention',
  reserve: 'Inscription sur la liste complémentaire',
  refusal: 'Décision de rejet',
  ineligible: 'Décision d’inéligibilité',
};

/** Anybody who holds a letter checks here that it is what the authority sent. */
@ApiTags('decisions')
@Controller('letters')
export class LetterController {
  constructor(private readonly letters: LetterQueries) {}

  @Public()
  @Get(':code')
  @ApiOkResponse({ type: PublicLetterDto })
  async check(@Param('code') code: string): Promise<PublicLetterDto> {
    const letter = await this.letters.check(code);
    return { ...letter, label: labels[letter.kind] };
  }
}
