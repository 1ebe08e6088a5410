import { ApiProperty } from '@nestjs/swagger';

/** RFC 9457 `application/problem+json`: the body of every refusal. */
export class ProblemBody {
  @ApiProperty({ example: 'urn:essaim:problem:application.call-closed' })
  type: string;

  @ApiProperty({ example: 'Unprocessable Entity' })
  title: string;

  @ApiProperty({ example: 422 })
  status: number;

  @ApiProperty({ example: 'application.call-closed', description: 'Stable: screens key their sentences by it' })
  code: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  params: Record<string, unknown>;

  @ApiProperty({ example: 'urn:uuid:0b9f4a3e-1f1c-4a58-9c3e-6f7f6c9d2a10', description: 'The request, as the logs name it' })
  instance: string;
}
