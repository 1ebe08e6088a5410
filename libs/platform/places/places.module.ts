import { Global, Module } from '@nestjs/common';
import { PlaceList } from './place-list.js';

@Global()
@Module({ providers: [PlaceList], exports: [PlaceList] })
export class PlacesModule {}
