/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.net.URI;
import java.util.List;

import io.github.resilientredis.sample.account.CurrentUser;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What follows from measurements, one by one and in bulk.
 */
@RestController
class MeasurementController {

	private static final String BATCH = "/api/measurements/batch/";

	private final Batches batches;

	private final BodyResults results;

	MeasurementController(Batches batches, BodyResults results) {
		this.batches = batches;
		this.results = results;
	}

	@PostMapping({ "/api/measurements/batch", "/api/measurements/batch/" })
	ResponseEntity<Batch.Progress> begin(@Valid @RequestBody BatchRequest request, CurrentUser current) {
		Batch batch = this.batches.begin(current.id(), request.measurements());
		return ResponseEntity.accepted().location(URI.create(BATCH + batch.id())).body(batch.progress());
	}

	@GetMapping({ "/api/measurements/batch/{id}", "/api/measurements/batch/{id}/" })
	Batch.Progress progress(@PathVariable String id, CurrentUser current) {
		return find(id, current).progress();
	}

	@GetMapping({ "/api/measurements/batch/{id}/results", "/api/measurements/batch/{id}/results/" })
	List<BodyResult> results(@PathVariable String id, CurrentUser current) {
		List<BodyResult> found = find(id, current).results();
		if (found == null) {
			throw problem(HttpStatus.CONFLICT, "The batch has no results, or not yet. Look at its state.");
		}
		return found;
	}

	@GetMapping({ "/api/measurements/{key}", "/api/measurements/{key}/" })
	BodyResult result(@PathVariable String key) {
		Measurement measurement = Measurement.parse(key);
		if (measurement == null) {
			throw problem(HttpStatus.BAD_REQUEST, "A key is height in millimetres, weight in hectograms and waist "
					+ "in millimetres, such as 1750-700-800.");
		}
		return this.results.of(measurement.key(), measurement);
	}

	private Batch find(String id, CurrentUser current) {
		return this.batches.find(current.id(), id)
			.orElseThrow(() -> problem(HttpStatus.NOT_FOUND, "There is no such batch on this node, or not any more."));
	}

	private static ErrorResponseException problem(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

}
