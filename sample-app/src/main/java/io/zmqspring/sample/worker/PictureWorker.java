package io.zmqspring.sample.worker;

import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.sample.Histogram;
import io.zmqspring.sample.PictureWork;
import io.zmqspring.sample.Thumbnail;

/**
 * Does the work of both pools. It keeps nothing, so any number of threads may do it, and
 * any number of processes.
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
