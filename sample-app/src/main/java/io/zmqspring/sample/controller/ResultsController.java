package io.zmqspring.sample.controller;

import io.zmqspring.sample.Histogram;
import io.zmqspring.sample.Thumbnail;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The last results by way of the web.
 */
@RestController
@Profile({ "default", "controller" })
class ResultsController {

	private final ResultBoard board;

	ResultsController(ResultBoard board) {
		this.board = board;
	}

	@GetMapping(path = "/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
	ResponseEntity<byte[]> thumbnail() {
		return this.board.thumbnail()
			.value()
			.map(Thumbnail::jpeg)
			.map((jpeg) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(jpeg))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	@GetMapping(path = "/histogram", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Histogram> histogram() {
		return this.board.histogram()
			.value()
			.map((histogram) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(histogram))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

}
