import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Antivirus } from './antivirus.js';
import { FILE_STORE, type FileStore } from './file-store.js';
import { FolderStore } from './folder-store.js';
import { S3Store } from './s3-store.js';

const store = ({ files }: Config): FileStore => ('s3Url' in files ? new S3Store(files.s3Url) : new FolderStore(files.folder));

@Global()
@Module({ providers: [{ provide: FILE_STORE, inject: [CONFIG], useFactory: store }, Antivirus], exports: [FILE_STORE, Antivirus] })
export class FilesModule {}
