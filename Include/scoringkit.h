/*
 * scoringkit.h - ScoringKit's C interface: a trained credit model in, scored, decided and explained
 * applicants out, inside the calling process.
 *
 * Ways to use it
 *
 *   Score rows      skit_model_load_file, then skit_model_predict_f64 for any number of rows.
 *   Explain rows    skit_model_contributions_f64 (exact Shapley values, base value last), or against rows of your
 *                   own: skit_background_create_f64, skit_background_contributions_f64; or against those that a
 *                   bundle carries: skit_background_create_stored.
 *   Decide          load a bundle (model, schema, scaler and policy in one file), then skit_model_decide.
 *   Scale rows      skit_scaler_create, skit_scaler_transform_f64.
 *   Prepare rows    skit_pipeline_load_file (a pickled scaler, encoder or pipeline), skit_pipeline_transform_f64.
 *
 * Rules that hold for every function
 *
 *   Status          0 is success. Numbers are in groups of a hundred (1xx argument, 2xx document, 3xx
 *                   unsupported, 4xx resources, 9xx internal), pinned, and never reused.
 *   Errors          the last parameter may be null; otherwise it receives status, place and reason. It never
 *                   holds an applicant's value. On failure, answer buffers hold unspecified numbers and out
 *                   handles are null.
 *   Threads         a const handle is immutable: any number of threads may use one at once. The library starts
 *                   no thread unless thread_count asks for it, prints nothing, reads no environment variable,
 *                   sets no signal handler and ignores the locale.
 *   Memory          what the library creates is freed by its _free function; what the caller passes in stays
 *                   the caller's. Nothing is kept of a pointer after the call returns. Pointers are aligned as
 *                   their types are. An answer must not overlap the rows, unless the function says when it may.
 *   Counts          are elements, never bytes. Strides count elements and must not be negative.
 *   Missing values  are NaN.
 *   Strings         are UTF-8 and null-terminated.
 *
 * "Since" is the ABI version of skit_abi_version.
 */
#ifndef SCORINGKIT_H
#define SCORINGKIT_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define SKIT_NULLABLE _Nullable
/* For Swift: a struct whose pointers are opaque handles is as safe to hold as its numbers. */
#define SKIT_SAFE __attribute__((swift_attr("safe")))
#define SKIT_NONNULL _Nonnull
#define SKIT_ASSUME_NONNULL_BEGIN                                                                             \
    _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wnullability-extension\"")          \
        _Pragma("clang assume_nonnull begin")
#define SKIT_ASSUME_NONNULL_END _Pragma("clang assume_nonnull end") _Pragma("clang diagnostic pop")
#else
#define SKIT_NULLABLE
#define SKIT_SAFE
#define SKIT_NONNULL
#define SKIT_ASSUME_NONNULL_BEGIN
#define SKIT_ASSUME_NONNULL_END
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------- status */

/* What a function returns. Not an enum, so that its size is the same for every compiler. */
typedef int32_t skit_status;

#define SKIT_OK 0

#define SKIT_INVALID_ARGUMENT 100      /* an argument is outside what the function takes */
#define SKIT_NULL_POINTER 101          /* a pointer that must not be null is null */
#define SKIT_SHAPE_MISMATCH 102        /* a row has another width than the model */
#define SKIT_SIZE_OVERFLOW 103         /* counts or strides beyond the address space */
#define SKIT_BUFFER_TOO_SMALL 104      /* the caller's buffer does not fit the answer */
#define SKIT_UNKNOWN_STRUCT_SIZE 105   /* struct_size is not one this library knows */
#define SKIT_UNKNOWN_OPTION 106        /* a flag or option this library does not know */
#define SKIT_COLUMN_MISMATCH 107       /* a column is missing, unknown or named twice */
#define SKIT_INVALID_VALUE 108         /* not a number, or a category the schema does not list */
#define SKIT_NON_FINITE_VALUE 109      /* an infinite value, and SKIT_REJECT_NON_FINITE was set */

#define SKIT_MALFORMED_DOCUMENT 200    /* the document breaks its format's grammar */
#define SKIT_TRUNCATED_DOCUMENT 201    /* the document ends before it is complete */
#define SKIT_INCONSISTENT_DOCUMENT 202 /* the document's parts contradict each other */
#define SKIT_NUMBER_OUT_OF_RANGE 203   /* a number outside what it can mean */
#define SKIT_EMPTY_DOCUMENT 204        /* no bytes at all */
#define SKIT_DIGEST_MISMATCH 205       /* the digest is not the one stated */

#define SKIT_UNKNOWN_FORMAT 300        /* of no format this library reads */
#define SKIT_UNSUPPORTED_VERSION 301   /* a known format in an unknown version */
#define SKIT_UNSUPPORTED_FEATURE 302   /* the model uses something unsupported; the message names it */
#define SKIT_UNSUPPORTED_OBJECTIVE 303 /* the model's objective is unsupported; the message names it */
#define SKIT_UNSUPPORTED_OPERATION 304 /* this model cannot answer this question */

#define SKIT_UNREADABLE_FILE 400       /* the file cannot be opened or read */
#define SKIT_UNWRITABLE_FILE 401       /* the file cannot be written */
#define SKIT_DOCUMENT_TOO_LARGE 402    /* the document is larger than the limit */
#define SKIT_OUT_OF_MEMORY 403         /* the work needs more memory than the library allows itself */
#define SKIT_CANCELLED 404             /* the caller ended the batch before it was complete */

#define SKIT_INTERNAL_FAULT 900        /* a fault of this library; please report it */

/* byte_offset of an error without a place in a document. */
#define SKIT_NO_OFFSET UINT64_MAX

/* Why a call failed. Owned by the caller, who sets struct_size (SKIT_ERROR_INIT does). */
typedef struct skit_error {
    uint32_t struct_size;
    skit_status code;
    uint64_t byte_offset; /* place in the document, or SKIT_NO_OFFSET */
    char message[512];    /* place, what is wrong, what was expected; cut at a whole character if longer */
} skit_error;

#define SKIT_ERROR_INIT {sizeof(skit_error), SKIT_OK, SKIT_NO_OFFSET, {0}}

/* ---------------------------------------------------------------- handles */

/* A model ready to serve: bare (the trainer's columns) or a bundle's (raw columns, scaler, policy). */
typedef struct skit_model skit_model;

/* scikit-learn's MinMaxScaler, fitted. */
typedef struct skit_scaler skit_scaler;

/* Preprocessing without a model: raw rows in, transformed rows out. */
typedef struct skit_pipeline skit_pipeline;

/* A model and the rows against which it is explained. */
typedef struct skit_background skit_background;

/* What each feature contributes over a whole data set, added up block by block. */
typedef struct skit_global skit_global;

SKIT_ASSUME_NONNULL_BEGIN

/* ---------------------------------------------------------------- the library */

/* The version of this header's interface; compare with skit_abi_version, which is the loaded library's. */
#define SKIT_ABI_VERSION 2

/* The version of ScoringKit that this header belongs to; compare with skit_version_number. */
#define SKIT_VERSION_MAJOR 0
#define SKIT_VERSION_MINOR 1
#define SKIT_VERSION_RELEASE 0
#define SKIT_VERSION_NUMBER (SKIT_VERSION_MAJOR * 10000 + SKIT_VERSION_MINOR * 100 + SKIT_VERSION_RELEASE)

/*
 * The version of this interface; it grows when functions or fields are added and never otherwise.
 * Returns: SKIT_ABI_VERSION of the library's own header; 1 at first.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 1.
 */
int32_t skit_abi_version(void);

/*
 * The library's version as major * 10000 + minor * 100 + release.
 * Returns: SKIT_VERSION_NUMBER of the library's own header.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 1.
 */
int32_t skit_version_number(void);

/*
 * The library's version as text, such as "0.1.0".
 * Returns: a static string.
 * Ownership: the library's, for ever. Thread safety: any thread. Allocation: none. Since: 1.
 */
const char *skit_version_string(void);

/*
 * A status's name, such as "SKIT_SHAPE_MISMATCH".
 * code: any number.
 * Returns: a static string; "SKIT_UNKNOWN_STATUS" for a number this library does not return.
 * Ownership: the library's, for ever. Thread safety: any thread. Allocation: none. Since: 1.
 */
const char *skit_status_name(skit_status code);

/* ---------------------------------------------------------------- loading */

/* How a document is read. Set by SKIT_LOAD_OPTIONS_INIT or skit_load_options_init. */
typedef struct skit_load_options {
    uint32_t struct_size;
    uint32_t flags;
    uint64_t maximum_bytes; /* a larger document is refused, and one that is larger without its compression */
    float missing;          /* with SKIT_LOAD_MISSING: an XGBoost model's missing value, which its file lacks */
    uint32_t reserved;      /* must be 0 */
    const char *SKIT_NULLABLE part; /* of a pickle of several things the one that is meant, such as "$.model", which is
                                       read alone; null for all. Since: 2; a struct_size of 24, without it, is taken */
    /* What reading may cost, charged before it is spent: steps of some fifty nanoseconds, and bytes of memory. 0 for
       ten million and 16 for each byte that came in, and for 256 MiB and 64 for each byte. Since: 2; a struct_size of
       32, without them, is taken */
    uint64_t maximum_work;
    uint64_t maximum_memory;
} skit_load_options;

/* skit_load_options.flags; the first two for XGBoost's own files only, none for a pipeline */
#define SKIT_LOAD_MISSING 1u        /* `missing` stands for a missing value, as NaN always does */
#define SKIT_LOAD_BEST_ITERATION 2u /* stop at best_iteration, as scikit-learn's wrapper does */
#define SKIT_LOAD_CATEGORY_CODES 4u /* rows state categories by the trainer's codes; the schema has none. Since: 2 */

#define SKIT_DEFAULT_MAXIMUM_BYTES 1073741824
#define SKIT_LOAD_OPTIONS_INIT {sizeof(skit_load_options), 0, SKIT_DEFAULT_MAXIMUM_BYTES, 0, 0, 0, 0, 0}

/*
 * Sets the defaults, for callers that cannot use the INIT macro. Null is ignored.
 * Ownership: the caller's. Thread safety: any thread. Allocation: none. Since: 1.
 */
void skit_load_options_init(skit_load_options *SKIT_NULLABLE options);

/*
 * Loads a model from a file: LightGBM text (v2, v3, v4), XGBoost JSON or UBJSON (1.5 to 3.4), CatBoost JSON, an ONNX
 * model of trees, a pickle or joblib file of scikit-learn, LightGBM or XGBoost (read as data, nothing is run), or a
 * ScoringKit bundle; told apart by content. What stands beside a model in a pickle of several parts (a dictionary of
 * model, scaler, names and threshold) is applied where its meaning is certain, and refused by name where it is not;
 * with options.part the model is read alone.
 * path: the file. options: null for the defaults. model: receives the handle; null on failure.
 * Returns: SKIT_OK; a 2xx or 3xx status with the place for a document that is damaged or unsupported;
 *   SKIT_UNSUPPORTED_OPERATION for a pickle of preprocessing without a model, which skit_pipeline_load_file reads;
 *   SKIT_UNREADABLE_FILE; SKIT_DOCUMENT_TOO_LARGE.
 * Ownership: the caller frees the model with skit_model_free. Thread safety: any thread.
 * Allocation: the model. Since: 1.
 */
skit_status skit_model_load_file(const char *SKIT_NULLABLE path,
                                 const skit_load_options *SKIT_NULLABLE options,
                                 skit_model *SKIT_NULLABLE *SKIT_NULLABLE model,
                                 skit_error *SKIT_NULLABLE error);

/*
 * Loads a model from memory; otherwise as skit_model_load_file.
 * bytes: the document; may be null only with a byte_count of 0 (which is refused as empty).
 * Ownership: the bytes stay the caller's and are not kept. Thread safety: any thread.
 * Allocation: the model. Since: 1.
 */
skit_status skit_model_load_bytes(const void *SKIT_NULLABLE bytes, size_t byte_count,
                                  const skit_load_options *SKIT_NULLABLE options,
                                  skit_model *SKIT_NULLABLE *SKIT_NULLABLE model,
                                  skit_error *SKIT_NULLABLE error);

/*
 * Frees a model. Null is ignored.
 * Ownership: ends. Thread safety: no other thread may use the model any more. Allocation: none. Since: 1.
 */
void skit_model_free(skit_model *SKIT_NULLABLE model);

/*
 * Writes a bundle to a file, whole or not at all (a temporary file beside it, renamed when complete).
 * model: one loaded from a bundle. path: the file; replaced if it exists.
 * Returns: SKIT_OK; SKIT_UNSUPPORTED_OPERATION for a bare model; SKIT_UNWRITABLE_FILE.
 * Ownership: none. Thread safety: any thread. Allocation: temporary. Since: 1.
 */
skit_status skit_model_save_bundle(const skit_model *SKIT_NULLABLE model, const char *SKIT_NULLABLE path,
                                   skit_error *SKIT_NULLABLE error);

/* What a bundle is made of beside its model. Set by SKIT_BUNDLE_OPTIONS_INIT or skit_bundle_options_init. */
typedef struct skit_bundle_options {
    uint32_t struct_size;
    uint32_t flags;                    /* must be 0 */
    const char *SKIT_NULLABLE path;     /* the model's file, where no bytes are given */
    const char *SKIT_NULLABLE features; /* the raw columns, as JSON; null for the model's own, in which a name that only
                                           says a place (Column_0) gives way to the scaler's */
    const char *SKIT_NULLABLE scaler;   /* a MinMaxScaler before the model, as JSON; null for none */
    const char *SKIT_NULLABLE scaler_features; /* the names of the columns that it was fitted on, as a JSON list of texts;
                                           null where they are not known */
    const char *SKIT_NULLABLE policy;   /* the lender's rule, as JSON; null for none */
} skit_bundle_options;

#define SKIT_BUNDLE_OPTIONS_INIT {sizeof(skit_bundle_options), 0, 0, 0, 0, 0, 0}

/*
 * Sets the defaults, for callers that cannot use the INIT macro. Null is ignored.
 * Ownership: the caller's. Thread safety: any thread. Allocation: none. Since: 2.
 */
void skit_bundle_options_init(skit_bundle_options *SKIT_NULLABLE options);

/*
 * Puts a model of any format that skit_model_load_file reads together with its columns, a scaler and a policy, as
 * `skit convert` does. The bundle is read as it will be read from a file; skit_model_save_bundle writes it, and
 * skit_model_with_background_f64 adds rows to be explained against. The JSON texts are those of a bundle's own keys:
 *   features: [{"name": "age", "kind": "numeric"}, {"name": "housing", "kind": "categorical", "categories": ["own"]}]
 *   scaler:   {"kind": "MinMaxScaler", "scale": [0.02], "min": [-0.08], "clip": null}
 *   policy:   {"positive_class": "default", "threshold": 0.2, "refuse_when": ">=", "reason_limit": 4}
 * bytes, byte_count: the trainer's document; null and 0 with options.path. loading: null for the defaults; what an
 *   XGBoost document leaves open is stored in the bundle. options: null for a bundle of the model alone.
 * bundle: receives the handle; null on failure.
 * Returns: SKIT_OK; SKIT_UNSUPPORTED_OPERATION for a bundle or preprocessing in place of a model;
 *   SKIT_COLUMN_MISMATCH for a scaler fitted on other columns than those stated; SKIT_INCONSISTENT_DOCUMENT for other
 *   parts that do not fit each other; a 2xx or 3xx status with the place for JSON that is no such value; otherwise as
 *   skit_model_load_file.
 * Ownership: the caller frees the bundle with skit_model_free; nothing is kept of the bytes and texts.
 * Thread safety: any thread. Allocation: the model. Since: 2.
 */
skit_status skit_bundle_create(const void *SKIT_NULLABLE bytes, size_t byte_count,
                               const skit_load_options *SKIT_NULLABLE loading,
                               const skit_bundle_options *SKIT_NULLABLE options,
                               skit_model *SKIT_NULLABLE *SKIT_NULLABLE bundle,
                               skit_error *SKIT_NULLABLE error);

/* ---------------------------------------------------------------- describing */

/* skit_model_info.kind */
#define SKIT_KIND_MODEL 1  /* a bare model: the trainer's columns */
#define SKIT_KIND_BUNDLE 2 /* a bundle: raw columns, perhaps scaler and policy */

/* skit_model_info.capabilities */
#define SKIT_CAN_EXPLAIN 1u       /* skit_model_contributions_... answers */
#define SKIT_CAN_DECIDE 2u        /* skit_model_decide answers */
#define SKIT_GIVES_PROBABILITY 4u /* SKIT_PREDICTION is a probability */
#define SKIT_SCALES 8u            /* rows are scaled, imputed or encoded before the model sees them */
#define SKIT_HAS_BACKGROUND 16u   /* skit_background_create_stored answers. Since: 2. */

/* What a model is. The caller sets struct_size (SKIT_MODEL_INFO_INIT does). */
typedef struct skit_model_info {
    uint32_t struct_size;
    int32_t kind;
    uint32_t capabilities;
    int32_t reason_limit;  /* reasons a decision states at most; 0 without a policy */
    int64_t feature_count; /* columns a row must have */
    int64_t output_count;  /* margins a row; of a calibrated ensemble the members', one member after the other */
    int64_t prediction_count;  /* predictions a row: as many, but 1 for a model that answers a class index, and
                                  those of one member for a calibrated ensemble */
    int64_t transformed_count; /* columns the model sees after its pipeline; feature_count without one */
    int64_t tree_count;
    int64_t leaf_count;
    char digest[72];         /* SHA-256 of the model document (not of the bundle around it), 64 hex digits */
    char format[64];         /* the model document's format and version: "lightgbm-text v4" */
    char objective[64];      /* as the trainer names it; empty if the file states none */
    char positive_class[64]; /* what a policy's probability is the probability of; empty without a policy */
} skit_model_info;

#define SKIT_MODEL_INFO_INIT {sizeof(skit_model_info), 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, {0}, {0}, {0}}

/*
 * Describes a model.
 * info: receives the facts; texts that do not fit are cut at a whole character.
 * Returns: SKIT_OK; a 1xx status.
 * Ownership: the caller's struct. Thread safety: any thread. Allocation: none. Since: 1.
 */
skit_status skit_model_describe(const skit_model *SKIT_NULLABLE model, skit_model_info *SKIT_NULLABLE info,
                                skit_error *SKIT_NULLABLE error);

/*
 * The engine that scores the model, and why no faster one does: "byte ranks", "word ranks" or "thresholds", followed
 * where another would be faster by the reasons in brackets. All engines give the same bits.
 * buffer, capacity: receive the text and a null byte; may be null and 0.
 * length: receives the text's bytes without the null byte, also when the buffer is too small; may be null.
 * Returns: SKIT_OK; SKIT_BUFFER_TOO_SMALL if a buffer was given and the text does not fit; a 1xx status.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: none that lasts. Since: 2.
 */
skit_status skit_model_engine(const skit_model *SKIT_NULLABLE model, char *SKIT_NULLABLE buffer, size_t capacity,
                              size_t *SKIT_NULLABLE length, skit_error *SKIT_NULLABLE error);

/*
 * A feature's name, as the bundle's schema or else the trainer has it.
 * feature: 0 to feature_count - 1. buffer, capacity: receive the name and a null byte; may be null and 0.
 * length: receives the name's bytes without the null byte, also when the buffer is too small; may be null.
 * Returns: SKIT_OK; SKIT_BUFFER_TOO_SMALL if a buffer was given and the name does not fit; a 1xx status.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: none. Since: 1.
 */
skit_status skit_model_feature_name(const skit_model *SKIT_NULLABLE model, int64_t feature,
                                    char *SKIT_NULLABLE buffer, size_t capacity, size_t *SKIT_NULLABLE length,
                                    skit_error *SKIT_NULLABLE error);

/*
 * The column of a feature, by name. A name that differs only by spaces against '_' is found too.
 * name: the name. feature: receives the column.
 * Returns: SKIT_OK; SKIT_COLUMN_MISMATCH for a name that no feature has or that could mean two.
 * Ownership: none. Thread safety: any thread. Allocation: temporary. Since: 1.
 */
skit_status skit_model_feature_index(const skit_model *SKIT_NULLABLE model, const char *SKIT_NULLABLE name,
                                     int64_t *SKIT_NULLABLE feature, skit_error *SKIT_NULLABLE error);

/*
 * How many categories a feature has.
 * feature: 0 to feature_count - 1. count: receives the number; 0 for a numeric feature.
 * Returns: SKIT_OK; a 1xx status.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 1.
 */
skit_status skit_model_category_count(const skit_model *SKIT_NULLABLE model, int64_t feature,
                                      int64_t *SKIT_NULLABLE count, skit_error *SKIT_NULLABLE error);

/*
 * A category's text, of any other category what Python writes of it (1, 0.5, True, None); parameters and answer as
 * skit_model_feature_name.
 * category: 0 to the feature's category count - 1; also the number that stands for it in a row.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: none. Since: 1.
 */
skit_status skit_model_category_name(const skit_model *SKIT_NULLABLE model, int64_t feature, int64_t category,
                                     char *SKIT_NULLABLE buffer, size_t capacity, size_t *SKIT_NULLABLE length,
                                     skit_error *SKIT_NULLABLE error);

/*
 * The number that stands for a category's text in a row.
 * feature: a categorical feature. text: the category. code: receives the number.
 * Returns: SKIT_OK; SKIT_INVALID_VALUE for a text the schema does not list; a 1xx status.
 * Ownership: none. Thread safety: any thread. Allocation: temporary. Since: 1.
 */
skit_status skit_model_category_code(const skit_model *SKIT_NULLABLE model, int64_t feature,
                                     const char *SKIT_NULLABLE text, double *SKIT_NULLABLE code,
                                     skit_error *SKIT_NULLABLE error);

/* A feature's flags */
#define SKIT_FEATURE_CATEGORICAL 1u     /* a row holds the numbers that stand for its categories */
#define SKIT_FEATURE_ACCEPTS_UNKNOWN 2u /* another value is taken too; its number is the count of categories */
#define SKIT_FEATURE_PANDAS_CODES 4u    /* categories are pandas', told apart by their type; a numeric feature's
                                           category column would be codes that this model does not know */
#define SKIT_FEATURE_TELLS_NONE 8u      /* Python's None is a value of its own, and not NaN */
#define SKIT_FEATURE_UNUSED 16u         /* the model's own pipeline drops it: its place in a row may hold anything */

/*
 * How every feature takes its values.
 * flags: receives one SKIT_FEATURE combination a feature. flag_count: the feature count.
 * Returns: SKIT_OK; SKIT_BUFFER_TOO_SMALL for another count; a 1xx status.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_model_feature_flags(const skit_model *SKIT_NULLABLE model, uint32_t *SKIT_NULLABLE flags,
                                     int64_t flag_count, skit_error *SKIT_NULLABLE error);

/* What a category is: to its trainer the text "1", the number 1 and the truth True are three. */
#define SKIT_CATEGORY_TEXT 0
#define SKIT_CATEGORY_NUMBER 1
#define SKIT_CATEGORY_BOOLEAN 2
#define SKIT_CATEGORY_NONE 3 /* Python's None, where the trainer tells it from NaN */

/*
 * What a category is.
 * category: as for skit_model_category_name.
 * value_type: receives SKIT_CATEGORY_TEXT, _NUMBER, _BOOLEAN or _NONE.
 * number: receives the number, of a truth 1 or 0; NaN otherwise.
 * Returns: SKIT_OK; a 1xx status.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_model_category_value(const skit_model *SKIT_NULLABLE model, int64_t feature, int64_t category,
                                      int32_t *SKIT_NULLABLE value_type, double *SKIT_NULLABLE number,
                                      skit_error *SKIT_NULLABLE error);

/*
 * The number that stands in a row for a category that is no text.
 * feature: a categorical feature; for SKIT_CATEGORY_NONE any.
 * value_type: SKIT_CATEGORY_NUMBER, _BOOLEAN or _NONE.
 * number: the number, or 1 or 0 for a truth; ignored for None. code: receives the number, NaN for None where that is
 * missing.
 * Returns: SKIT_OK; SKIT_INVALID_VALUE for a value the schema does not list, or of a type that none of pandas'
 *   categories has; a 1xx status.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_model_category_code_of(const skit_model *SKIT_NULLABLE model, int64_t feature,
                                        int32_t value_type, double number, double *SKIT_NULLABLE code,
                                        skit_error *SKIT_NULLABLE error);

/*
 * The number of boosting iterations (for a forest that averages: of its trees).
 * count: receives the number.
 * Returns: SKIT_OK; SKIT_NULL_POINTER.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_model_iteration_count(const skit_model *SKIT_NULLABLE model, int64_t *SKIT_NULLABLE count,
                                       skit_error *SKIT_NULLABLE error);

/*
 * The model as it was after some of its boosting iterations, as LightGBM's start_iteration and num_iteration or
 * XGBoost's iteration_range choose them. Columns, pipeline and background stay; a policy does not, because its
 * threshold was found for the whole model.
 * first: from 0. count: at least 1. limited: receives the model; null after a failure.
 * Returns: SKIT_OK; SKIT_INVALID_ARGUMENT for iterations the model has not; SKIT_UNSUPPORTED_OPERATION for a
 *   calibrated ensemble.
 * Ownership: the caller's, to be freed by skit_model_free; it outlives the model it was made of.
 * Thread safety: any thread. Allocation: the new model. Since: 2.
 */
skit_status skit_model_limit_iterations(const skit_model *SKIT_NULLABLE model, int64_t first, int64_t count,
                                        skit_model *SKIT_NULLABLE *SKIT_NULLABLE limited,
                                        skit_error *SKIT_NULLABLE error);

/* What skit_model_importances answers. */
#define SKIT_IMPORTANCE_SPLIT 0 /* splits on the feature; of LightGBM's models those that gained something */
#define SKIT_IMPORTANCE_GAIN 1  /* what these splits gained in training, summed */
#define SKIT_IMPORTANCE_COVER 2 /* the training weight that reached these splits, summed */

/*
 * How important each feature is to the trees; of a bundle, each raw column.
 * importance: SKIT_IMPORTANCE_SPLIT, _GAIN or _COVER. answer: receives feature_count numbers.
 * answer_count: exactly that.
 * Returns: SKIT_OK; SKIT_UNSUPPORTED_OPERATION where the model's file does not hold what is asked; a 1xx status.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: temporary. Since: 2.
 */
skit_status skit_model_importances(const skit_model *SKIT_NULLABLE model, int32_t importance,
                                   double *SKIT_NULLABLE answer, int64_t answer_count,
                                   skit_error *SKIT_NULLABLE error);

/* ---------------------------------------------------------------- scoring */

/* What skit_model_predict_... answers. */
#define SKIT_MARGIN 0     /* raw scores: log-odds for a binary model */
#define SKIT_PREDICTION 1 /* through the objective's link: probabilities for a classifier */

/* skit_predict_options.flags */
#define SKIT_REJECT_NON_FINITE 1u /* refuse infinite values, naming row and column */

/* Watches a long batch from another thread, and may end it. */
typedef struct skit_progress skit_progress;

/* How rows are answered. Set by SKIT_PREDICT_OPTIONS_INIT or skit_predict_options_init. No field changes a bit of
 * any answer. The struct of ABI 1, which ends with thread_count, is known too. */
typedef struct SKIT_SAFE skit_predict_options {
    uint32_t struct_size;
    uint32_t flags;
    int32_t thread_count; /* threads that work, the caller's included: 1 for that alone; 0 for one a processor the
                             process may use; never more than these, nor than the rows are worth */
    uint32_t reserved;    /* 0. Since: 2. */
    skit_progress *SKIT_NULLABLE progress; /* counts rows and may end the batch early; null for none. Since: 2. */
} skit_predict_options;

#define SKIT_PREDICT_OPTIONS_INIT {sizeof(skit_predict_options), 0, 1, 0, 0}

/*
 * Sets the defaults, for callers that cannot use the INIT macro. Null is ignored.
 * Ownership: the caller's. Thread safety: any thread. Allocation: none. Since: 1.
 */
void skit_predict_options_init(skit_predict_options *SKIT_NULLABLE options);

/*
 * Makes a watch for batches, at 0 rows.
 * progress: receives the watch; null after a failure.
 * Returns: SKIT_OK; SKIT_NULL_POINTER.
 * Ownership: the caller's, to be freed by skit_progress_free when no batch uses it any more.
 * Thread safety: any thread. Allocation: the watch. Since: 2.
 */
skit_status skit_progress_create(skit_progress *SKIT_NULLABLE *SKIT_NULLABLE progress,
                                 skit_error *SKIT_NULLABLE error);

/*
 * Rows answered so far, of all batches that were given the watch; 0 for null.
 * Ownership: none. Thread safety: any thread, at any time. Allocation: none. Since: 2.
 */
int64_t skit_progress_row_count(const skit_progress *SKIT_NULLABLE progress);

/*
 * Asks every batch that has the watch, and every later one, to end: it stops within some thousand rows and returns
 * SKIT_CANCELLED; its answers are then not complete. Null is ignored.
 * Ownership: none. Thread safety: any thread, at any time. Allocation: none. Since: 2.
 */
void skit_progress_cancel(skit_progress *SKIT_NULLABLE progress);

/*
 * Frees a watch. Null is ignored.
 * Ownership: takes the watch back. Thread safety: once, when no batch uses it. Allocation: none. Since: 2.
 */
void skit_progress_free(skit_progress *SKIT_NULLABLE progress);

/*
 * Margins or predictions of rows.
 * space: SKIT_MARGIN or SKIT_PREDICTION.
 * rows: element (r, c) is rows[r * row_stride + c * column_stride]; may be null only without rows.
 * row_count: 0 or more. column_count: must be feature_count.
 * options: null for the defaults.
 * answer: receives row_count * output_count margins or row_count * prediction_count predictions, row-major.
 * answer_count: exactly that many.
 * Returns: SKIT_OK; SKIT_SHAPE_MISMATCH; SKIT_SIZE_OVERFLOW; another 1xx status.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_predict_f64(const skit_model *SKIT_NULLABLE model, int32_t space,
                                   const double *SKIT_NULLABLE rows, int64_t row_count, int64_t column_count,
                                   int64_t row_stride, int64_t column_stride,
                                   const skit_predict_options *SKIT_NULLABLE options,
                                   double *SKIT_NULLABLE answer, int64_t answer_count,
                                   skit_error *SKIT_NULLABLE error);

/*
 * As skit_model_predict_f64, for float rows; the same values give the same bits.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_predict_f32(const skit_model *SKIT_NULLABLE model, int32_t space,
                                   const float *SKIT_NULLABLE rows, int64_t row_count, int64_t column_count,
                                   int64_t row_stride, int64_t column_stride,
                                   const skit_predict_options *SKIT_NULLABLE options,
                                   double *SKIT_NULLABLE answer, int64_t answer_count,
                                   skit_error *SKIT_NULLABLE error);

/*
 * The trainer's index of the leaf each row reaches in each tree.
 * answer: receives row_count * tree_count numbers, row-major. Otherwise as skit_model_predict_f64.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_leaves_f64(const skit_model *SKIT_NULLABLE model, const double *SKIT_NULLABLE rows,
                                  int64_t row_count, int64_t column_count, int64_t row_stride,
                                  int64_t column_stride, const skit_predict_options *SKIT_NULLABLE options,
                                  int32_t *SKIT_NULLABLE answer, int64_t answer_count,
                                  skit_error *SKIT_NULLABLE error);

/*
 * As skit_model_leaves_f64, for float rows.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_leaves_f32(const skit_model *SKIT_NULLABLE model, const float *SKIT_NULLABLE rows,
                                  int64_t row_count, int64_t column_count, int64_t row_stride,
                                  int64_t column_stride, const skit_predict_options *SKIT_NULLABLE options,
                                  int32_t *SKIT_NULLABLE answer, int64_t answer_count,
                                  skit_error *SKIT_NULLABLE error);

/*
 * Exact path-dependent Shapley values in margin: per output one number a feature, then the base value; they
 * add up to the margin. Of a model with a pipeline they are those of the raw columns: all columns that an encoder makes
 * of one are known or unknown together. skit_model_explaining has groups, and sums as other tools give them.
 * answer: receives row_count * output_count * (feature_count + 1) numbers, row-major. Otherwise as
 *   skit_model_predict_f64.
 * Returns: also SKIT_UNSUPPORTED_OPERATION for a model that cannot be explained, with the reason.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_contributions_f64(const skit_model *SKIT_NULLABLE model,
                                         const double *SKIT_NULLABLE rows, int64_t row_count,
                                         int64_t column_count, int64_t row_stride, int64_t column_stride,
                                         const skit_predict_options *SKIT_NULLABLE options,
                                         double *SKIT_NULLABLE answer, int64_t answer_count,
                                         skit_error *SKIT_NULLABLE error);

/*
 * As skit_model_contributions_f64, for float rows.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_contributions_f32(const skit_model *SKIT_NULLABLE model,
                                         const float *SKIT_NULLABLE rows, int64_t row_count,
                                         int64_t column_count, int64_t row_stride, int64_t column_stride,
                                         const skit_predict_options *SKIT_NULLABLE options,
                                         double *SKIT_NULLABLE answer, int64_t answer_count,
                                         skit_error *SKIT_NULLABLE error);

/* skit_model_explaining, skit_background_explaining: flags */
#define SKIT_SUMS 1u /* add up the contributions of the model's own columns (those behind an encoder, those of a group);
                        they add up to the margin too, but are not the players' Shapley values. Since: 2. */

/*
 * The same model, whose contributions, interactions, backgrounds and reasons are those of other players. A player is
 * what is known or unknown as one: by default each raw column with all columns that the pipeline makes of it, or a
 * group of raw columns. Wherever such an answer has feature_count + 1 numbers, or a feature's number is given or told,
 * the players take the features' place; scores and the columns of rows stay as they are.
 * player_of_feature: feature_count numbers, for each raw column its player, from 0; null, and player_count 0, for each
 *   its own. player_count: the players; one without a column contributes exactly 0. flags: SKIT_SUMS or 0.
 * explaining: receives the model; null on failure. A bundle that is written does not say who its players are.
 * Returns: SKIT_OK; SKIT_INVALID_ARGUMENT for a player that there is not; SKIT_OUT_OF_MEMORY for too many of them; a
 *   1xx status.
 * Ownership: the caller's, to be freed by skit_model_free; it outlives the model it was made of.
 * Thread safety: any thread. Allocation: what the first explanation needs. Since: 2.
 */
skit_status skit_model_explaining(const skit_model *SKIT_NULLABLE model,
                                  const int64_t *SKIT_NULLABLE player_of_feature, int64_t player_count,
                                  uint32_t flags, skit_model *SKIT_NULLABLE *SKIT_NULLABLE explaining,
                                  skit_error *SKIT_NULLABLE error);

/* skit_model_interactions_...: the whole matrix instead of one feature's row. */
#define SKIT_ALL_FEATURES (-1)

/*
 * Exact interactions of features in margin, SHAP's matrix: per output (feature_count + 1) * (feature_count + 1)
 * numbers, symmetric; row i adds up to feature i's number of skit_model_contributions_f64. The last row and column
 * are 0, but for the base value in the corner.
 * feature: SKIT_ALL_FEATURES, or 0 to feature_count - 1 for that row of the matrix alone.
 * answer: receives row_count * output_count * (feature_count + 1) * (feature_count + 1) numbers, or with a feature
 *   row_count * output_count * (feature_count + 1), row-major. Otherwise as skit_model_predict_f64.
 * Returns: also SKIT_INVALID_ARGUMENT for a feature that there is not; SKIT_UNSUPPORTED_OPERATION for a model that
 *   cannot be explained, with the reason; SKIT_OUT_OF_MEMORY for more features than 1 GiB of scratch holds.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 2.
 */
skit_status skit_model_interactions_f64(const skit_model *SKIT_NULLABLE model, int64_t feature,
                                        const double *SKIT_NULLABLE rows, int64_t row_count,
                                        int64_t column_count, int64_t row_stride, int64_t column_stride,
                                        const skit_predict_options *SKIT_NULLABLE options,
                                        double *SKIT_NULLABLE answer, int64_t answer_count,
                                        skit_error *SKIT_NULLABLE error);

/*
 * As skit_model_interactions_f64, for float rows.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 2.
 */
skit_status skit_model_interactions_f32(const skit_model *SKIT_NULLABLE model, int64_t feature,
                                        const float *SKIT_NULLABLE rows, int64_t row_count,
                                        int64_t column_count, int64_t row_stride, int64_t column_stride,
                                        const skit_predict_options *SKIT_NULLABLE options,
                                        double *SKIT_NULLABLE answer, int64_t answer_count,
                                        skit_error *SKIT_NULLABLE error);

/*
 * Prepares a model to be explained against rows of the caller's (interventional Shapley values). Done once for any
 * number of calls, which then cost hardly more for many background rows than for few. Training counts are not needed.
 * rows, row_count, column_count, row_stride, column_stride, options: the background, as for skit_model_predict_f64;
 *   at least one row. background: receives the handle; null on failure.
 * Returns: SKIT_OK; SKIT_INVALID_ARGUMENT without rows; SKIT_UNSUPPORTED_OPERATION for linear trees and for a path
 *   of more than 64 distinct features; SKIT_OUT_OF_MEMORY for a background and model that would take more than about
 *   2.5 GiB; another 1xx status.
 * Ownership: the caller frees the background with skit_background_free; the model may be freed before it. Nothing is
 *   kept of the rows' memory. Thread safety: any thread. Allocation: the background. Since: 2.
 */
skit_status skit_background_create_f64(const skit_model *SKIT_NULLABLE model,
                                       const double *SKIT_NULLABLE rows, int64_t row_count,
                                       int64_t column_count, int64_t row_stride, int64_t column_stride,
                                       const skit_predict_options *SKIT_NULLABLE options,
                                       skit_background *SKIT_NULLABLE *SKIT_NULLABLE background,
                                       skit_error *SKIT_NULLABLE error);

/*
 * As skit_background_create_f64, for float rows.
 * Ownership: the caller frees the background with skit_background_free. Thread safety: any thread.
 * Allocation: the background. Since: 2.
 */
skit_status skit_background_create_f32(const skit_model *SKIT_NULLABLE model,
                                       const float *SKIT_NULLABLE rows, int64_t row_count,
                                       int64_t column_count, int64_t row_stride, int64_t column_stride,
                                       const skit_predict_options *SKIT_NULLABLE options,
                                       skit_background *SKIT_NULLABLE *SKIT_NULLABLE background,
                                       skit_error *SKIT_NULLABLE error);

/*
 * The same bundle with rows to be explained against in place of those it carries; skit_model_save_bundle then writes
 * them too, to their bits. The model is prepared against them once here, so that what would fail, fails now.
 * model: one loaded from a bundle. rows, row_count, column_count, row_stride, column_stride, options: the background,
 *   as for skit_background_create_f64. bundle: receives the new bundle; null on failure.
 * Returns: SKIT_UNSUPPORTED_OPERATION for a bare model; SKIT_DOCUMENT_TOO_LARGE for more rows than a bundle of 256 MiB
 *   holds; otherwise as skit_background_create_f64.
 * Ownership: the caller frees the new bundle with skit_model_free; it outlives the model it was made of. Nothing is
 *   kept of the rows' memory. Thread safety: any thread. Allocation: the background's numbers. Since: 2.
 */
skit_status skit_model_with_background_f64(const skit_model *SKIT_NULLABLE model,
                                           const double *SKIT_NULLABLE rows, int64_t row_count,
                                           int64_t column_count, int64_t row_stride, int64_t column_stride,
                                           const skit_predict_options *SKIT_NULLABLE options,
                                           skit_model *SKIT_NULLABLE *SKIT_NULLABLE bundle,
                                           skit_error *SKIT_NULLABLE error);

/*
 * As skit_model_with_background_f64, for float rows.
 * Ownership: the caller frees the new bundle with skit_model_free. Thread safety: any thread.
 * Allocation: the background's numbers. Since: 2.
 */
skit_status skit_model_with_background_f32(const skit_model *SKIT_NULLABLE model,
                                           const float *SKIT_NULLABLE rows, int64_t row_count,
                                           int64_t column_count, int64_t row_stride, int64_t column_stride,
                                           const skit_predict_options *SKIT_NULLABLE options,
                                           skit_model *SKIT_NULLABLE *SKIT_NULLABLE bundle,
                                           skit_error *SKIT_NULLABLE error);

/*
 * Prepares a model to be explained against the rows that its bundle carries; otherwise as skit_background_create_f64.
 * Each call prepares anew: keep the handle.
 * model: one with SKIT_HAS_BACKGROUND. background: receives the handle; null on failure.
 * Returns: SKIT_OK; SKIT_UNSUPPORTED_OPERATION for a model without; otherwise as skit_background_create_f64, rows and
 *   columns being the stored ones.
 * Ownership: the caller frees the background with skit_background_free; the model may be freed before it.
 * Thread safety: any thread. Allocation: the background. Since: 2.
 */
skit_status skit_background_create_stored(const skit_model *SKIT_NULLABLE model,
                                          skit_background *SKIT_NULLABLE *SKIT_NULLABLE background,
                                          skit_error *SKIT_NULLABLE error);

/*
 * The same background, whose contributions are those of other players; otherwise as skit_model_explaining. The rows
 * need not be given again.
 * explaining: receives the background; null on failure.
 * Returns: as skit_model_explaining and skit_background_create_f64.
 * Ownership: the caller frees the new background with skit_background_free; it outlives the one it was made of.
 * Thread safety: any thread. Allocation: the background. Since: 2.
 */
skit_status skit_background_explaining(const skit_background *SKIT_NULLABLE background,
                                       const int64_t *SKIT_NULLABLE player_of_feature, int64_t player_count,
                                       uint32_t flags,
                                       skit_background *SKIT_NULLABLE *SKIT_NULLABLE explaining,
                                       skit_error *SKIT_NULLABLE error);

/*
 * Rows of a background.
 * Returns: the number; 0 for null.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 2.
 */
int64_t skit_background_row_count(const skit_background *SKIT_NULLABLE background);

/*
 * Frees a background. Null is ignored.
 * Ownership: ends. Thread safety: no other thread may use the background any more. Allocation: none. Since: 2.
 */
void skit_background_free(skit_background *SKIT_NULLABLE background);

/*
 * Shapley values against the background: per output one number a feature, then the base value, which is the mean
 * over the background.
 * space: SKIT_MARGIN: exact, they add up to the margin. SKIT_PREDICTION: *rescaled* to probability as shap does it;
 *   they add up to the probability, but are not its Shapley values, and cost grows with the background.
 * answer: receives row_count * output_count * (feature_count + 1) numbers, row-major. Otherwise as
 *   skit_model_predict_f64.
 * Returns: also SKIT_UNSUPPORTED_OPERATION for SKIT_PREDICTION of a model whose probability is not the logistic
 *   function of a margin, nor the margin itself.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 2.
 */
skit_status skit_background_contributions_f64(const skit_background *SKIT_NULLABLE background, int32_t space,
                                              const double *SKIT_NULLABLE rows, int64_t row_count,
                                              int64_t column_count, int64_t row_stride,
                                              int64_t column_stride,
                                              const skit_predict_options *SKIT_NULLABLE options,
                                              double *SKIT_NULLABLE answer, int64_t answer_count,
                                              skit_error *SKIT_NULLABLE error);

/*
 * As skit_background_contributions_f64, for float rows.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 2.
 */
skit_status skit_background_contributions_f32(const skit_background *SKIT_NULLABLE background, int32_t space,
                                              const float *SKIT_NULLABLE rows, int64_t row_count,
                                              int64_t column_count, int64_t row_stride,
                                              int64_t column_stride,
                                              const skit_predict_options *SKIT_NULLABLE options,
                                              double *SKIT_NULLABLE answer, int64_t answer_count,
                                              skit_error *SKIT_NULLABLE error);

/* What a feature, or a group of features, contributed over all rows. The caller sets struct_size
 * (SKIT_SUMMARY_INIT does). Without rows every number is 0. */
typedef struct skit_summary {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t row_count;
    double mean_magnitude; /* of the contributions' absolute values: the usual measure of importance */
    double mean;
    double minimum;
    double maximum;
    double quantile_error; /* how far skit_global_quantile may be off: at most 1/256 of the greatest
                              magnitude */
} skit_summary;

#define SKIT_SUMMARY_INIT {sizeof(skit_summary), 0, 0, 0, 0, 0, 0, 0}

/*
 * Begins a global explanation, without rows: contributions of any kind are added to it block by block, and its memory
 * does not grow with them. No order of the rows or blocks changes a bit of what it says.
 * feature_count, output_count: those of the model explained; at least 1 each. Of players: their count.
 * group_of_feature: feature_count numbers, for each feature the group (from 0) in which it is summed row by row
 *   before any absolute value is taken, or -1 for none; may be null where group_count is 0. group_count: the groups;
 *   each must have a feature. Such a sum is not the group's Shapley value: for that, make the group a player
 *   (skit_model_explaining). explanation: receives the handle; null on failure.
 * Returns: SKIT_OK; SKIT_OUT_OF_MEMORY where it could take more than 1 GiB; a 1xx status.
 * Ownership: the caller frees it with skit_global_free. Thread safety: any thread.
 * Allocation: about 6 KiB a feature, group and output. Since: 2.
 */
skit_status skit_global_create(int64_t feature_count, int64_t output_count,
                               const int64_t *SKIT_NULLABLE group_of_feature, int64_t group_count,
                               skit_global *SKIT_NULLABLE *SKIT_NULLABLE explanation,
                               skit_error *SKIT_NULLABLE error);

/*
 * Frees a global explanation. Null is ignored.
 * Ownership: ends. Thread safety: no other thread may use it any more. Allocation: none. Since: 2.
 */
void skit_global_free(skit_global *SKIT_NULLABLE explanation);

/*
 * Adds the contributions of some rows.
 * contributions: row_count * output_count * (feature_count + 1) numbers, as skit_model_contributions_... and
 *   skit_background_contributions_... give them. contribution_count: how many.
 * Returns: SKIT_OK; SKIT_SHAPE_MISMATCH for numbers that are no whole rows; SKIT_NUMBER_OUT_OF_RANGE for a contribution
 *   that is not finite or beyond 2^960; a 1xx status. On failure nothing is added.
 * Ownership: the caller's buffer. Thread safety: one thread at a time. Allocation: none that lasts. Since: 2.
 */
skit_status skit_global_add(skit_global *SKIT_NULLABLE explanation,
                            const double *SKIT_NULLABLE contributions, int64_t contribution_count,
                            skit_error *SKIT_NULLABLE error);

/*
 * What one feature or group contributed to one output so far.
 * output: from 0. term: a feature, from 0; feature_count and on are the groups. summary: receives the answer.
 * Returns: SKIT_OK; SKIT_INVALID_ARGUMENT for an output or term that there is not; another 1xx status.
 * Ownership: the caller's struct. Thread safety: no thread may be adding. Allocation: temporary. Since: 2.
 */
skit_status skit_global_describe(const skit_global *SKIT_NULLABLE explanation,
                                 int64_t output, int64_t term, skit_summary *SKIT_NULLABLE summary,
                                 skit_error *SKIT_NULLABLE error);

/*
 * The least contribution that at least a share of the rows does not exceed, within the summary's quantile_error;
 * exact for shares 0 and 1.
 * output, term: as for skit_global_describe. share: from 0 to 1. quantile: receives the answer.
 * Returns: SKIT_OK; SKIT_INVALID_ARGUMENT for an output or term that there is not, or another share.
 * Ownership: the caller's number. Thread safety: no thread may be adding. Allocation: none. Since: 2.
 */
skit_status skit_global_quantile(const skit_global *SKIT_NULLABLE explanation,
                                 int64_t output, int64_t term, double share, double *SKIT_NULLABLE quantile,
                                 skit_error *SKIT_NULLABLE error);

/*
 * The rows as the model sees them, after the pipeline of a bundle or pickle; unchanged where there is none.
 * answer: receives row_count * transformed_count numbers, row-major. Otherwise as skit_model_predict_f64.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_transform_f64(const skit_model *SKIT_NULLABLE model, const double *SKIT_NULLABLE rows,
                                     int64_t row_count, int64_t column_count, int64_t row_stride,
                                     int64_t column_stride, const skit_predict_options *SKIT_NULLABLE options,
                                     double *SKIT_NULLABLE answer, int64_t answer_count,
                                     skit_error *SKIT_NULLABLE error);

/*
 * As skit_model_transform_f64, for float rows.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_transform_f32(const skit_model *SKIT_NULLABLE model, const float *SKIT_NULLABLE rows,
                                     int64_t row_count, int64_t column_count, int64_t row_stride,
                                     int64_t column_stride, const skit_predict_options *SKIT_NULLABLE options,
                                     double *SKIT_NULLABLE answer, int64_t answer_count,
                                     skit_error *SKIT_NULLABLE error);

/* ---------------------------------------------------------------- deciding */

/* One feature's part in a decision. */
typedef struct skit_reason {
    int64_t feature;     /* its column; its player, where skit_model_explaining gave the model others */
    double contribution; /* its Shapley value, in margin; of a calibrated ensemble the mean of its members',
                            each with the sign in which its calibrator turns margin into probability */
} skit_reason;

/* What became of an applicant. The caller sets struct_size (SKIT_DECISION_INIT does). */
typedef struct skit_decision {
    uint32_t struct_size;
    int32_t is_refused;      /* 1 or 0 */
    double probability;      /* of the policy's positive class */
    double margin;           /* what the policy compares; of a calibrated ensemble the probability itself */
    double threshold;        /* the policy's probability */
    double margin_threshold; /* the margin it stands for */
    int64_t reason_count;    /* reasons written */
} skit_decision;

#define SKIT_DECISION_INIT {sizeof(skit_decision), 0, 0, 0, 0, 0, 0}

/*
 * Scores one applicant, applies the bundle's policy and states the main reasons: the features that pushed this
 * applicant most toward refusal against the training population, strongest first, equals in column order.
 * model: one with a policy. row, column_count: the raw columns, one after the other; categories as numbers.
 * options: null for the defaults. decision: receives the answer.
 * reasons, reason_capacity: receive the reasons, at most the policy's reason_limit; null and 0 for none.
 * Returns: SKIT_OK; SKIT_UNSUPPORTED_OPERATION for a model without a policy; a 1xx status.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 1.
 */
skit_status skit_model_decide(const skit_model *SKIT_NULLABLE model, const double *SKIT_NULLABLE row,
                              int64_t column_count, const skit_predict_options *SKIT_NULLABLE options,
                              skit_decision *SKIT_NULLABLE decision, skit_reason *SKIT_NULLABLE reasons,
                              int64_t reason_capacity, skit_error *SKIT_NULLABLE error);

/* ---------------------------------------------------------------- scaling */

/* skit_scaler_options.flags */
#define SKIT_CLIP 1u /* values beyond the range become its ends */

/* The range of a scaler. Set by SKIT_SCALER_OPTIONS_INIT or skit_scaler_options_init. */
typedef struct skit_scaler_options {
    uint32_t struct_size;
    uint32_t flags;
    double range_minimum; /* scikit-learn's feature_range */
    double range_maximum;
} skit_scaler_options;

#define SKIT_SCALER_OPTIONS_INIT {sizeof(skit_scaler_options), 0, 0.0, 1.0}

/*
 * Sets the defaults, for callers that cannot use the INIT macro. Null is ignored.
 * Ownership: the caller's. Thread safety: any thread. Allocation: none. Since: 1.
 */
void skit_scaler_options_init(skit_scaler_options *SKIT_NULLABLE options);

/*
 * Makes a scaler of scikit-learn's fitted scale_ and min_: x * scale + minimum.
 * scale, minimum: feature_count numbers each. options: null for the defaults; the range is used only with
 *   SKIT_CLIP. scaler: receives the handle; null on failure.
 * Returns: SKIT_OK; a 1xx status.
 * Ownership: the caller frees the scaler with skit_scaler_free. Thread safety: any thread.
 * Allocation: the scaler. Since: 1.
 */
skit_status skit_scaler_create(const double *SKIT_NULLABLE scale, const double *SKIT_NULLABLE minimum,
                               int64_t feature_count, const skit_scaler_options *SKIT_NULLABLE options,
                               skit_scaler *SKIT_NULLABLE *SKIT_NULLABLE scaler,
                               skit_error *SKIT_NULLABLE error);

/*
 * Fits a scaler to the data's minima and maxima and the options' range, as scikit-learn's fit does.
 * Otherwise as skit_scaler_create.
 * Ownership: the caller frees the scaler with skit_scaler_free. Thread safety: any thread.
 * Allocation: the scaler. Since: 1.
 */
skit_status skit_scaler_create_from_bounds(const double *SKIT_NULLABLE data_minimum,
                                           const double *SKIT_NULLABLE data_maximum, int64_t feature_count,
                                           const skit_scaler_options *SKIT_NULLABLE options,
                                           skit_scaler *SKIT_NULLABLE *SKIT_NULLABLE scaler,
                                           skit_error *SKIT_NULLABLE error);

/*
 * Frees a scaler. Null is ignored.
 * Ownership: ends. Thread safety: no other thread may use the scaler any more. Allocation: none. Since: 1.
 */
void skit_scaler_free(skit_scaler *SKIT_NULLABLE scaler);

/*
 * How many columns a scaler takes.
 * Returns: the number; 0 for null.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 1.
 */
int64_t skit_scaler_feature_count(const skit_scaler *SKIT_NULLABLE scaler);

/*
 * A scaler's fitted numbers, scikit-learn's scale_ and min_.
 * scale, minimum: receive feature_count numbers each; either may be null. feature_count: exactly that many.
 * Returns: SKIT_OK; SKIT_SHAPE_MISMATCH for another count; another 1xx status.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_scaler_numbers(const skit_scaler *SKIT_NULLABLE scaler, double *SKIT_NULLABLE scale,
                                double *SKIT_NULLABLE minimum, int64_t feature_count,
                                skit_error *SKIT_NULLABLE error);

/*
 * Scales rows. NaN passes.
 * rows, row_count, column_count, row_stride, column_stride: as skit_model_predict_f64.
 * answer: receives row_count * column_count numbers, row-major. answer_count: exactly that many. It must not
 *   overlap the rows, unless both are the same gapless row-major buffer.
 * Returns: SKIT_OK; SKIT_SHAPE_MISMATCH; SKIT_SIZE_OVERFLOW; another 1xx status.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: none. Since: 1.
 */
skit_status skit_scaler_transform_f64(const skit_scaler *SKIT_NULLABLE scaler,
                                      const double *SKIT_NULLABLE rows, int64_t row_count,
                                      int64_t column_count, int64_t row_stride, int64_t column_stride,
                                      double *SKIT_NULLABLE answer, int64_t answer_count,
                                      skit_error *SKIT_NULLABLE error);

/*
 * Scales float rows, rounding to float after each of the two operations as scikit-learn does on float32.
 * Otherwise as skit_scaler_transform_f64.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: none. Since: 1.
 */
skit_status skit_scaler_transform_f32(const skit_scaler *SKIT_NULLABLE scaler,
                                      const float *SKIT_NULLABLE rows, int64_t row_count,
                                      int64_t column_count, int64_t row_stride, int64_t column_stride,
                                      float *SKIT_NULLABLE answer, int64_t answer_count,
                                      skit_error *SKIT_NULLABLE error);

/* ---------------------------------------------------------------- preparing */

/* What a pipeline is. The caller sets struct_size (SKIT_PIPELINE_INFO_INIT does). */
typedef struct skit_pipeline_info {
    uint32_t struct_size;
    uint32_t reserved;     /* 0 */
    int64_t feature_count; /* columns a row must have */
    int64_t output_count;  /* columns of a transformed row */
    char digest[72];       /* SHA-256 of the document, 64 hex digits */
    char format[64];       /* who fitted it and what it is: "scikit-learn 1.9.1 MinMaxScaler" */
} skit_pipeline_info;

#define SKIT_PIPELINE_INFO_INIT {sizeof(skit_pipeline_info), 0, 0, 0, {0}, {0}}

/*
 * Loads preprocessing without a model from a file: a pickle or joblib file of a scaler, imputer, encoder, column
 * transformer, or a pipeline of such, of scikit-learn. It is read as data, nothing is run.
 * path: the file. options: null for the defaults; only maximum_bytes and part may differ from them.
 * pipeline: receives the handle; null on failure.
 * Returns: SKIT_OK; SKIT_UNSUPPORTED_OPERATION for a model; SKIT_UNKNOWN_OPTION for flags; otherwise as
 *   skit_model_load_file.
 * Ownership: the caller frees the pipeline with skit_pipeline_free. Thread safety: any thread.
 * Allocation: the pipeline. Since: 2.
 */
skit_status skit_pipeline_load_file(const char *SKIT_NULLABLE path,
                                    const skit_load_options *SKIT_NULLABLE options,
                                    skit_pipeline *SKIT_NULLABLE *SKIT_NULLABLE pipeline,
                                    skit_error *SKIT_NULLABLE error);

/*
 * Loads preprocessing from memory; otherwise as skit_pipeline_load_file.
 * bytes: the document; may be null only with a byte_count of 0 (which is refused as empty).
 * Ownership: the bytes stay the caller's and are not kept. Thread safety: any thread.
 * Allocation: the pipeline. Since: 2.
 */
skit_status skit_pipeline_load_bytes(const void *SKIT_NULLABLE bytes, size_t byte_count,
                                     const skit_load_options *SKIT_NULLABLE options,
                                     skit_pipeline *SKIT_NULLABLE *SKIT_NULLABLE pipeline,
                                     skit_error *SKIT_NULLABLE error);

/*
 * Frees a pipeline. Null is ignored.
 * Ownership: ends. Thread safety: no other thread may use the pipeline any more. Allocation: none. Since: 2.
 */
void skit_pipeline_free(skit_pipeline *SKIT_NULLABLE pipeline);

/*
 * Describes a pipeline.
 * info: receives the facts; texts that do not fit are cut at a whole character.
 * Returns: SKIT_OK; a 1xx status.
 * Ownership: the caller's struct. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_pipeline_describe(const skit_pipeline *SKIT_NULLABLE pipeline,
                                   skit_pipeline_info *SKIT_NULLABLE info, skit_error *SKIT_NULLABLE error);

/*
 * The name of a column that rows must have; as skit_model_feature_name.
 * feature: 0 to feature_count - 1.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_pipeline_feature_name(const skit_pipeline *SKIT_NULLABLE pipeline, int64_t feature,
                                       char *SKIT_NULLABLE buffer, size_t capacity,
                                       size_t *SKIT_NULLABLE length, skit_error *SKIT_NULLABLE error);

/*
 * The name of a transformed column, as scikit-learn's get_feature_names_out gives it; otherwise as
 * skit_model_feature_name.
 * output: 0 to output_count - 1.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_pipeline_output_name(const skit_pipeline *SKIT_NULLABLE pipeline, int64_t output,
                                      char *SKIT_NULLABLE buffer, size_t capacity,
                                      size_t *SKIT_NULLABLE length, skit_error *SKIT_NULLABLE error);

/*
 * The column of a feature, by name; as skit_model_feature_index.
 * Ownership: none. Thread safety: any thread. Allocation: temporary. Since: 2.
 */
skit_status skit_pipeline_feature_index(const skit_pipeline *SKIT_NULLABLE pipeline,
                                        const char *SKIT_NULLABLE name, int64_t *SKIT_NULLABLE feature,
                                        skit_error *SKIT_NULLABLE error);

/*
 * How many categories a feature has; as skit_model_category_count.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_pipeline_category_count(const skit_pipeline *SKIT_NULLABLE pipeline, int64_t feature,
                                         int64_t *SKIT_NULLABLE count, skit_error *SKIT_NULLABLE error);

/*
 * A category's text; as skit_model_category_name.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_pipeline_category_name(const skit_pipeline *SKIT_NULLABLE pipeline, int64_t feature,
                                        int64_t category, char *SKIT_NULLABLE buffer, size_t capacity,
                                        size_t *SKIT_NULLABLE length, skit_error *SKIT_NULLABLE error);

/*
 * The number that stands for a category's text in a row; as skit_model_category_code.
 * Ownership: none. Thread safety: any thread. Allocation: temporary. Since: 2.
 */
skit_status skit_pipeline_category_code(const skit_pipeline *SKIT_NULLABLE pipeline, int64_t feature,
                                        const char *SKIT_NULLABLE text, double *SKIT_NULLABLE code,
                                        skit_error *SKIT_NULLABLE error);

/*
 * How every feature takes its values; as skit_model_feature_flags.
 * Ownership: the caller's buffer. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_pipeline_feature_flags(const skit_pipeline *SKIT_NULLABLE pipeline, uint32_t *SKIT_NULLABLE flags,
                                        int64_t flag_count, skit_error *SKIT_NULLABLE error);

/*
 * What a category is; as skit_model_category_value.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_pipeline_category_value(const skit_pipeline *SKIT_NULLABLE pipeline, int64_t feature,
                                         int64_t category, int32_t *SKIT_NULLABLE value_type,
                                         double *SKIT_NULLABLE number, skit_error *SKIT_NULLABLE error);

/*
 * The number that stands in a row for a category that is no text; as skit_model_category_code_of.
 * Ownership: none. Thread safety: any thread. Allocation: none. Since: 2.
 */
skit_status skit_pipeline_category_code_of(const skit_pipeline *SKIT_NULLABLE pipeline, int64_t feature,
                                           int32_t value_type, double number, double *SKIT_NULLABLE code,
                                           skit_error *SKIT_NULLABLE error);

/*
 * Transforms rows.
 * answer: receives row_count * output_count numbers, row-major. Otherwise as skit_model_predict_f64.
 * Returns: also SKIT_INVALID_VALUE, with row, column and feature, for a value that scikit-learn refuses too.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 2.
 */
skit_status skit_pipeline_transform_f64(const skit_pipeline *SKIT_NULLABLE pipeline,
                                        const double *SKIT_NULLABLE rows, int64_t row_count,
                                        int64_t column_count, int64_t row_stride, int64_t column_stride,
                                        const skit_predict_options *SKIT_NULLABLE options,
                                        double *SKIT_NULLABLE answer, int64_t answer_count,
                                        skit_error *SKIT_NULLABLE error);

/*
 * As skit_pipeline_transform_f64, for float rows, which are rounded to float where scikit-learn rounds a float32
 * array; so are those of skit_model_predict_f32 and every other function of float rows on their way to the model.
 * Ownership: the caller's buffers. Thread safety: any thread. Allocation: temporary scratch. Since: 2.
 */
skit_status skit_pipeline_transform_f32(const skit_pipeline *SKIT_NULLABLE pipeline,
                                        const float *SKIT_NULLABLE rows, int64_t row_count,
                                        int64_t column_count, int64_t row_stride, int64_t column_stride,
                                        const skit_predict_options *SKIT_NULLABLE options,
                                        double *SKIT_NULLABLE answer, int64_t answer_count,
                                        skit_error *SKIT_NULLABLE error);

SKIT_ASSUME_NONNULL_END

#ifdef __cplusplus
}
#endif

#endif /* SCORINGKIT_H */
