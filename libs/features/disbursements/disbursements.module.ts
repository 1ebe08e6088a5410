import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { ProgrammesModule } from '../programmes/programmes.module.js';
import { BankAccountQueries } from './bank-account.queries.js';
import { BankAccountRepository } from './bank-account.repository.js';
import { BankAccountService } from './bank-account.service.js';
import { InstalmentQueries } from './instalment.queries.js';
import { LoanQueries } from './loan.queries.js';
import { LoanRepository } from './loan.repository.js';
import { LoanService } from './loan.service.js';
import { PaymentOrderQueries } from './payment-order.queries.js';
import { PaymentOrderRepository } from './payment-order.repository.js';
import { PaymentOrderService } from './payment-order.service.js';

@Module({
  imports: [AgreementsModule, ProgrammesModule],
  providers: [BankAccountRepository, BankAccountService, BankAccountQueries, InstalmentQueries, PaymentOrderRepository, PaymentOrderService, PaymentOrderQueries, LoanRepository, LoanService, LoanQueries],
  exports: [BankAccountService, BankAccountQueries, InstalmentQueries, PaymentOrderService, PaymentOrderQueries, LoanService, LoanQueries],
})
export class DisbursementsModule {}
