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

package io.zmqspring.sample.line;

import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Accepts over HTTP how many pictures the line loses. Pages of other origins cannot send
 * JSON, because the application does not permit it.
 */
@RestController
@Profile("default")
class LineController {

	private final LossyLine line;

	LineController(LossyLine line) {
		this.line = line;
	}

	@PostMapping(path = "/line", consumes = MediaType.APPLICATION_JSON_VALUE)
	LineState lose(@RequestBody Loss loss) {
		this.line.lose(loss);
		return this.line.state();
	}

}
