/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.sample.worker;

import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.sample.Histogram;
import io.zmqspring.sample.PictureWork;
import io.zmqspring.sample.Thumbnail;

/**
 * Handles the work of both pools. It has no state, so any number of threads and processes
 * can run it.
 */
class PictureWorker {

	private final int thumbnailWidth;

	PictureWorker(int thumbnailWidth) {
		this.thumbnailWidth = thumbnailWidth;
	}

	@ZmqWorkHandler("thumbnail")
	Thumbnail thumbnail(PictureWork work) {
		Picture small = Picture.of(work.jpeg()).scaledTo(this.thumbnailWidth);
		return new Thumbnail(work.id(), small.width(), small.height(), small.jpeg());
	}

	@ZmqWorkHandler("histogram")
	Histogram histogram(PictureWork work) {
		return new Histogram(work.id(), Picture.of(work.jpeg()).histogram());
	}

}
