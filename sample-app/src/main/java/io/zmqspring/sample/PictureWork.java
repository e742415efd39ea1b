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

package io.zmqspring.sample;

/**
 * A picture for a worker to process. Its JSON form is
 * <code>{"type": "thumbnail", "id": "…", "jpeg": "…"}</code>, with the picture in base64.
 *
 * @param type the type of work: {@link #THUMBNAIL} or {@link #HISTOGRAM}; the settings of
 * the controller assign each type to a pool
 * @param id correlates the result with this work; globally unique
 * @param jpeg a JPEG file
 */
public record PictureWork(String type, String id, byte[] jpeg) {

	/** Scale the picture down. The result is a {@link Thumbnail}. */
	public static final String THUMBNAIL = "thumbnail";

	/** Count the pixels by brightness. The result is a {@link Histogram}. */
	public static final String HISTOGRAM = "histogram";

}
