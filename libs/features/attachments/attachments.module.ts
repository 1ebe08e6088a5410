import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications/applications.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { ArchiveQueries } from './archive.queries.js';
import { AttachmentQueries } from './attachment.queries.js';
import { AttachmentService } from './attachment.service.js';
import { DocumentFileService } from './document-file.service.js';
import { LeftoverRepository } from './leftover.repository.js';
import { LeftoverService } from './leftover.service.js';
import { ReceiptQueries } from './receipt.queries.js';
import { ReceiptRepository } from './receipt.repository.js';
import { ReceiptService } from './receipt.service.js';
import { ScanRepository } from './scan.repository.js';
import { ScanService } from './scan.service.js';
import { UploadRepository } from './upload.repository.js';
import { UploadService } from './upload.service.js';

@Module({
  imports: [ApplicationsModule, CallsModule],
  providers: [ArchiveQueries, AttachmentQueries, AttachmentService, DocumentFileService, LeftoverRepository, LeftoverService, ReceiptQueries, ReceiptRepository, ReceiptService, ScanRepository, ScanService, UploadRepository, UploadService],
  exports: [ArchiveQueries, AttachmentQueries, AttachmentService, DocumentFileService, LeftoverService, ReceiptQueries, ReceiptService, ScanService, UploadService],
})
export class AttachmentsModule {}
