declare module '@20minutes/s3rver' {
  /** A server that speaks S3, of which tests use this much. */
  export default class S3rver {
    constructor(options: { address: string; port: number; silent: boolean; allowMismatchedSignatures?: boolean; directory: string; configureBuckets: readonly { name: string }[] });
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}
