import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

export class NewBankAccountBody {
  @ApiProperty({ example: 'FR76 3000 6000 0112 3456 7890 189' })
  @IsString()
  @MaxLength(60)
  iban: string;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  bic?: string | null;

  @ApiProperty({ description: 'As printed on the RIB' })
  @IsString()
  @Length(1, 200)
  holder: string;
}

export class BankAccountDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  poleId: string;

  @ApiProperty()
  poleName: string;

  @ApiProperty()
  iban: string;

  @ApiProperty({ type: String, nullable: true })
  bic: string | null;

  @ApiProperty()
  holder: string;

  @ApiProperty({ description: 'Is the pole paid on it?' })
  current: boolean;

  @ApiProperty()
  declaredByName: string;

  @ApiProperty({ type: String, format: 'date-time' })
  declaredAt: Date;

  @ApiProperty({ type: String, nullable: true })
  verifiedByName: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  verifiedAt: Date | null;

  @ApiProperty({ enum: ['verify'], isArray: true })
  actions: 'verify'[];
}

export class BankAccountsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  poleId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  verified?: boolean;
}

export class BankAccountPage extends PageOf {
  @ApiProperty({ type: [BankAccountDto] })
  items: BankAccountDto[];
}
