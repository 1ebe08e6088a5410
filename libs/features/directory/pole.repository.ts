import { Injectable } from '@nestjs/common';
import type { NewPole } from '#domain/directory/pole.rules.js';
import { departmentOfPostalCode } from '#domain/directory/department.js';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

@Injectable()
export class PoleRepository {
  async add(tx: Tx, pole: NewPole, createdBy: string): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into poles (name, siren, legal_category, region_code, address_line, postal_code, city, created_by, department_code)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
        [pole.name, pole.siren, pole.legalCategory, pole.regionCode, pole.addressLine, pole.postalCode, pole.city, createdBy, departmentOfPostalCode(pole.postalCode) ?? null],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'poles_siren_taken') throw conflict('pole.siren-taken', { siren: pole.siren });
      throw error;
    }
  }

  async legalCategoryOf(tx: Tx, id: string): Promise<string | undefined> {
    return (await rows<{ legal_category: string }>(tx, `select legal_category from poles where id = $1`, [id]))[0]?.legal_category;
  }
}
