import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'
import { openFolderStore } from './folder-store.ts'
import { openS3Store } from './s3-store.ts'
import type { FileStore } from './store.ts'

type Chosen = Pick<
  Config,
  | 'DATA_FOLDER'
  | 'FILES_S3_ENDPOINT'
  | 'FILES_S3_BUCKET'
  | 'FILES_S3_REGION'
  | 'FILES_S3_ACCESS_KEY'
  | 'FILES_S3_SECRET_KEY'
>

/**
 * The store that the configuration names: S3 where its address is given, otherwise the data folder.
 * @throws {ConfigError} an address without bucket or keys.
 */
export async function openFileStore(config: Chosen): Promise<FileStore> {
  const endpoint = config.FILES_S3_ENDPOINT
  if (endpoint === undefined) return openFolderStore(join(config.DATA_FOLDER, 'files'))
  const { FILES_S3_BUCKET: bucket, FILES_S3_ACCESS_KEY: accessKey, FILES_S3_SECRET_KEY: secretKey } = config
  if (!bucket || !accessKey || !secretKey) {
    throw new ConfigError(
      '已设置 FILES_S3_ENDPOINT，还须设置 FILES_S3_BUCKET、FILES_S3_ACCESS_KEY 和 FILES_S3_SECRET_KEY。',
    )
  }
  return openS3Store({ endpoint, bucket, region: config.FILES_S3_REGION, accessKey, secretKey })
}
