import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { AssignmentQueries } from '#features/reviews/assignment.queries.js';
import { AssignmentService } from '#features/reviews/assignment.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { AssignedDto, AssignmentPageDto, AssignmentsQuery, ConflictBody, ConflictDto, NewAssignmentBody } from './assignment.dto.js';

@ApiTags('reviews')
@Controller()
export class AssignmentController {
  constructor(
    private readonly assignments: AssignmentService,
    private readonly queries: AssignmentQueries,
  ) {}

  @Post('applications/:id/conflicts')
  @ApiCreatedResponse({ type: ConflictDto })
  declareConflict(@CurrentActor() actor: Actor, @Param('id', ParseId('application')) id: string, @Body() body: ConflictBody, @ReceivedAt() at: Date): Promise<ConflictDto> {
    return this.assignments.declareConflict(actor, id, body.personId ?? actor.userId, body.basis, at);
  }

  @Post('assignments')
  @ApiCreatedResponse({ type: AssignedDto })
  assign(@CurrentActor() actor: Actor, @Body() body: NewAssignmentBody, @ReceivedAt() at: Date): Promise<AssignedDto> {
    return this.assignments.assign(actor, body, at);
  }

  @Get('assignments')
  @ApiOkResponse({ type: AssignmentPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: AssignmentsQuery): Promise<AssignmentPageDto> {
    return this.queries.list(actor, query);
  }
}
