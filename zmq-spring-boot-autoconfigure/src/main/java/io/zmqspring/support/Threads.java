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

package io.zmqspring.support;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Tools for threads: creating them, waiting for them, and describing what they do.
 *
 * @since 0.1
 */
public final class Threads {

	private Threads() {
	}

	/**
	 * Create a daemon thread. The caller starts it.
	 * @param task the task it runs
	 * @param name its name
	 * @return the thread, not started
	 */
	public static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Create a virtual thread. The caller starts it.
	 * @param task the task it runs
	 * @param name its name
	 * @return the thread, not started
	 * @throws UnsupportedOperationException before Java 21
	 */
	public static Thread virtual(Runnable task, String name) {
		Thread thread = VirtualThreads.FACTORY.newThread(task);
		thread.setName(name);
		return thread;
	}

	/**
	 * Wait a moment. Allocates nothing, never throws, and clears an interrupt of the
	 * calling thread.
	 * @param millis the time to wait, in milliseconds
	 */
	public static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (Throwable ex) {
			// Without a pause, the caller only tries again sooner
		}
	}

	/**
	 * Wait for a thread to end. An interrupt of the caller does not end the wait, because
	 * a socket that is half closed is worse than one that closes late; it is restored
	 * afterwards.
	 * @param thread the thread to wait for
	 * @param timeout the maximum wait
	 * @return whether the thread has ended
	 */
	public static boolean join(Thread thread, Duration timeout) {
		Deadline deadline = Deadline.in(timeout);
		return Interrupts.defer(() -> {
			while (thread.isAlive()) {
				long left = deadline.millisLeft();
				if (left == 0) {
					return false;
				}
				thread.join(left);
			}
			return true;
		});
	}

	/**
	 * Wait until a number of permits are free at the same time. An interrupt of the
	 * caller does not end the wait; it is restored afterwards.
	 * @param permits the semaphore
	 * @param count the number of permits that must be free
	 * @param timeout the maximum wait
	 * @return whether they were free
	 */
	public static boolean awaitFree(Semaphore permits, int count, Duration timeout) {
		Deadline deadline = Deadline.in(timeout);
		return Interrupts.defer(() -> {
			boolean free = permits.tryAcquire(count, deadline.nanosLeft(), TimeUnit.NANOSECONDS);
			if (free) {
				permits.release(count);
			}
			return free;
		});
	}

	/**
	 * Run a task that calls code of the application on a thread of its own, and wait for
	 * it. The caller goes on without it if that code does not return in time, or waits
	 * for the caller.
	 * @param task the task
	 * @param name the name of its thread
	 * @param timeout the longest wait
	 */
	public static void runApart(Runnable task, String name, Duration timeout) {
		Thread thread = daemon(task, name);
		thread.start();
		WaitGraph.join(thread, Deadline.in(timeout));
	}

	/**
	 * The topmost line of a stack that is not JDK code.
	 * @param stack the stack of a thread
	 * @return the line as text
	 */
	public static String top(StackTraceElement[] stack) {
		return Arrays.stream(stack)
			.filter((element) -> !element.getClassName().startsWith("java.")
					&& !element.getClassName().startsWith("jdk."))
			.findFirst()
			.map(StackTraceElement::toString)
			.orElse("an unknown place");
	}

	/**
	 * The exception that failed an asynchronous result.
	 * @param failure the failure as a {@code CompletionStage} reports it
	 * @return the failure without the {@link CompletionException} of dependent stages
	 */
	public static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * Initialized only if virtual threads are wanted.
	 */
	private static final class VirtualThreads {

		static final ThreadFactory FACTORY = new VirtualThreadTaskExecutor().getVirtualThreadFactory();

	}

}
