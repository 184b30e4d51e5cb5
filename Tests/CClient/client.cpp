// The library as a C++ program uses it: handles owned by unique_ptr, statuses turned into exceptions.
#include "scoringkit.h"

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Freer {
    void operator()(skit_model *model) const { skit_model_free(model); }
    void operator()(skit_scaler *scaler) const { skit_scaler_free(scaler); }
};
using Model = std::unique_ptr<skit_model, Freer>;
using Scaler = std::unique_ptr<skit_scaler, Freer>;

void require(bool condition, const char *what) {
    if (!condition) throw std::runtime_error(what);
}

void require(skit_status status, const skit_error &error) {
    if (status != SKIT_OK) throw std::runtime_error(std::string(skit_status_name(status)) + ": " + error.message);
}

/* One tree: x <= 1 ? -1 : 1. */
const char document[] =
    "tree\nversion=v3\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=1\n"
    "objective=regression\nfeature_names=x y\nfeature_infos=[0:2] [0:2]\ntree_sizes=200\n\n"
    "Tree=0\nnum_leaves=2\nnum_cat=0\nsplit_feature=0\nsplit_gain=1\nthreshold=1\ndecision_type=2\n"
    "left_child=-1\nright_child=-2\nleaf_value=-1 1\nleaf_weight=1 1\nleaf_count=5 5\ninternal_value=0\n"
    "internal_weight=0\ninternal_count=10\nis_linear=0\nshrinkage=1\n\n\nend of trees\n";

Model load() {
    skit_error error = SKIT_ERROR_INIT;
    skit_model *model = nullptr;
    require(skit_model_load_bytes(document, sizeof document - 1, nullptr, &model, &error), error);
    return Model(model);
}

void score(const skit_model *model) {
    skit_error error = SKIT_ERROR_INIT;
    skit_model_info info = SKIT_MODEL_INFO_INIT;
    require(skit_model_describe(model, &info, &error), error);
    require(info.feature_count == 2 && info.tree_count == 1, "the description is another model's");
    const std::vector<double> rows{0, 9, 1, 9, 2, 9};
    const std::vector<float> narrow(rows.begin(), rows.end());
    std::vector<double> margins(3), contributions(9), again(3), narrowed(9);
    std::vector<std::int32_t> leaves(3), few(3);
    skit_predict_options options = SKIT_PREDICT_OPTIONS_INIT;
    require(skit_model_predict_f64(model, SKIT_MARGIN, rows.data(), 3, 2, 2, 1, &options, margins.data(), 3, &error),
            error);
    require(skit_model_predict_f32(model, SKIT_PREDICTION, narrow.data(), 3, 2, 2, 1, nullptr, again.data(), 3,
                                   &error), error);
    require(margins == std::vector<double>({-1, -1, 1}) && margins == again, "the margins are wrong");
    require(skit_model_leaves_f64(model, rows.data(), 3, 2, 2, 1, nullptr, leaves.data(), 3, &error), error);
    require(skit_model_leaves_f32(model, narrow.data(), 3, 2, 2, 1, nullptr, few.data(), 3, &error), error);
    require(leaves == std::vector<std::int32_t>({0, 0, 1}) && leaves == few, "the leaves are wrong");
    require(skit_model_contributions_f64(model, rows.data(), 3, 2, 2, 1, nullptr, contributions.data(), 9, &error),
            error);
    require(skit_model_contributions_f32(model, narrow.data(), 3, 2, 2, 1, nullptr, narrowed.data(), 9, &error),
            error);
    require(contributions == narrowed, "float rows are explained otherwise");
    require(std::abs(contributions[0] + 1) < 1e-15 && contributions[1] == 0, "the contributions are wrong");
}

void scale() {
    skit_error error = SKIT_ERROR_INIT;
    const std::vector<double> minima{18}, maxima{68}, rows{18, 43, 68};
    std::vector<double> scaled(3);
    skit_scaler *made = nullptr;
    require(skit_scaler_create_from_bounds(minima.data(), maxima.data(), 1, nullptr, &made, &error), error);
    const Scaler scaler(made);
    require(skit_scaler_transform_f64(scaler.get(), rows.data(), 3, 1, 1, 1, scaled.data(), 3, &error), error);
    require(scaled == std::vector<double>({0, 0.5, 1}), "the scaled rows are wrong");
}

void refuse(const skit_model *model) {
    skit_error error = SKIT_ERROR_INIT;
    skit_decision decision = SKIT_DECISION_INIT;
    const double row[2] = {0, 0};
    require(skit_model_decide(model, row, 2, nullptr, &decision, nullptr, 0, &error) == SKIT_UNSUPPORTED_OPERATION,
            "a model without a policy decides");
    require(skit_model_save_bundle(model, "bundle.json", &error) == SKIT_UNSUPPORTED_OPERATION,
            "a bare model is saved as a bundle");
    require(error.code == SKIT_UNSUPPORTED_OPERATION && error.message[0] != '\0', "the refusal has no reason");
}

}  // namespace

int main() {
    try {
        require(skit_abi_version() == 2, "another interface");
        const Model model = load();
        score(model.get());
        refuse(model.get());
        scale();
    } catch (const std::exception &fault) {
        std::cerr << "client.cpp: " << fault.what() << '\n';
        return EXIT_FAILURE;
    }
    std::cout << "client.cpp: passed\n";
    return EXIT_SUCCESS;
}
