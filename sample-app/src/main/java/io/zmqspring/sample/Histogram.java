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

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The brightness histogram of a picture. Its JSON form is
 * <code>{"work_id": "…", "pixels": [307200, …]}</code>.
 *
 * @param workId the id of the {@link PictureWork}
 * @param pixels the number of pixels in each of eight ranges of brightness, the darkest
 * first
 */
public record Histogram(@JsonProperty("work_id") String workId, int[] pixels) {

}
