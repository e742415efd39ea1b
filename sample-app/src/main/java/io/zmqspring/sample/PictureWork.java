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
 * A picture a worker is to make something of, on the wire
 * <code>{"type": "thumbnail", "id": "…", "jpeg": "…"}</code>, the picture as base64.
 *
 * @param type what to make of it: {@link #THUMBNAIL} or {@link #HISTOGRAM}; the settings
 * of the controller say which pool takes which type
 * @param id ties the result to it; unlike that of any other, also after a restart
 * @param jpeg a JPEG file
 */
public record PictureWork(String type, String id, byte[] jpeg) {

	/** Make it small: a {@link Thumbnail}. */
	public static final String THUMBNAIL = "thumbnail";

	/** Count its pixels by how bright they are: a {@link Histogram}. */
	public static final String HISTOGRAM = "histogram";

}
