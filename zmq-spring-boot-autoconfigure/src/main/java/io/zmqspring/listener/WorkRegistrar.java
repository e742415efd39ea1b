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

package io.zmqspring.listener;

import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.invocation.HandlerArguments;
import io.zmqspring.listener.invocation.HandlerHeaders;
import io.zmqspring.listener.invocation.HandlerMethodInvocation;
import io.zmqspring.listener.invocation.PayloadValidation;
import io.zmqspring.listener.invocation.ResultDestination;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.worker.ZmqWorker;

/**
 * Registers work handlers with their worker, and result listeners with their controller.
 */
final class WorkRegistrar {

	private static final Log logger = LogFactory.getLog(WorkRegistrar.class);

	private final RoleLookup roles;

	private final AttributeResolver attributes;

	private final PayloadValidation validation;

	private final FailurePolicies failurePolicies;

	private final SendToResolver sendTo;

	WorkRegistrar(RoleLookup roles, AttributeResolver attributes, PayloadValidation validation,
			FailurePolicies failurePolicies, SendToResolver sendTo) {
		this.roles = roles;
		this.attributes = attributes;
		this.validation = validation;
		this.failurePolicies = failurePolicies;
		this.sendTo = sendTo;
	}

	Runnable register(AnnotatedMethod found, ZmqWorkHandler annotation) {
		ZmqWorker worker = this.roles.find(RoleLookup.Kind.WORKER, this.attributes.string(annotation.value()), found);
		HandlerArguments arguments = new HandlerArguments(found.listenerMethod(), worker.codec(), this.validation,
				new HandlerHeaders(null, Map.of(ZmqHeaders.WORKER, worker.name()), worker.settings().headers()));
		if (worker.settings().push() == null && arguments.returnsValue()) {
			logger.warn("The work handler " + found.description() + " returns results, but worker '" + worker.name()
					+ "' does not send them. Set zmq.workers." + worker.name() + ".push.address, or return void");
		}
		WorkInvocation invocation = HandlerMethodInvocation.work(found.bean(), found.invocable(), arguments);
		ZmqErrorHandler errorHandler = this.attributes.errorHandler(annotation.errorHandler(), found.description());
		if (errorHandler != null) {
			invocation = invocation.reportingTo(errorHandler);
		}
		worker.setWorkInvocation(invocation);
		WorkInvocation added = invocation;
		return () -> worker.removeWorkInvocation(added);
	}

	Runnable register(AnnotatedMethod found, ZmqResultListener annotation) {
		ZmqController controller = this.roles.find(RoleLookup.Kind.CONTROLLER,
				this.attributes.string(annotation.controller()), found);
		HandlerArguments arguments = new HandlerArguments(found.listenerMethod(), controller.codec(), this.validation,
				new HandlerHeaders(ZmqHeaders.WORKER, Map.of(ZmqHeaders.CONTROLLER, controller.name()),
						controller.settings().headers()));
		ResultDestination destination = this.sendTo.destination(found, arguments);
		HandlerSpec spec = new HandlerSpec(found.beanName() + "." + found.method().getName(), List.of(), 1,
				HandlerMethodInvocation.single(found.bean(), found.invocable(), arguments, destination),
				this.failurePolicies.of(found, annotation.retry(), annotation.deadLetter(), annotation.errorHandler(),
						destination));
		return controller.addResultHandler(this.attributes.string(annotation.worker()), spec)::remove;
	}

}
