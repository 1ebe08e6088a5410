import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications/applications.module.js';
import { ArchiveQueries } from './archive.queries.js';
import { AttachmentQueries } from './attachment.queries.js';
import { ReceiptQueries } from './receipt.queries.js';
import { ReceiptRepository } from './receipt.repository.js';
import { ReceiptService } from './receipt.service.js';
import { ScanRepository } from './scan.repository.js';
import { ScanService } from './scan.service.js';
import { UploadRepository } from './upload.repository.js';
import { UploadService } from './upload.service.js';

@Module({
  imports: [ApplicationsModule],
  providers: [ArchiveQueries, AttachmentQueries, ReceiptQueries, ReceiptRepository, ReceiptService, ScanRepository, ScanService, UploadRepository, UploadService],
  exports: [ArchiveQueries, AttachmentQueries, ReceiptQueries, ReceiptService, ScanService, UploadService],
})
export class AttachmentsModule {}
