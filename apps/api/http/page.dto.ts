import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Every list: how many rows, and after which. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  after?: string;
}

export class PageOf {
  @ApiProperty({ type: String, nullable: true, description: 'Where the next page begins; null on the last one' })
  next: string | null;
}

export class Created {
  @ApiProperty({ format: 'uuid' })
  id: string;
}
