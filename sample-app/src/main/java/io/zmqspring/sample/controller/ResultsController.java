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

package io.zmqspring.sample.controller;

import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.zmqspring.sample.Histogram;
import io.zmqspring.sample.Thumbnail;

/**
 * Serves the latest results over HTTP.
 */
@RestController
@Profile({ "default", "secure", "controller" })
class ResultsController {

	private final ResultCollector results;

	ResultsController(ResultCollector results) {
		this.results = results;
	}

	@GetMapping(path = "/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
	ResponseEntity<byte[]> thumbnail() {
		return this.results.thumbnail()
			.value()
			.map(Thumbnail::jpeg)
			.map((jpeg) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(jpeg))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	@GetMapping(path = "/histogram", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Histogram> histogram() {
		return this.results.histogram()
			.value()
			.map((histogram) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(histogram))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	@GetMapping(path = "/histogram/pixels", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<int[]> pixels() {
		return this.results.histogram()
			.value()
			.map((histogram) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(histogram.pixels()))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

}
